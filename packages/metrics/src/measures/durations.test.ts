import { expect, test } from 'vitest';

import type { Stage } from '../facts.ts';
import { aBucket, aMeasuredPullRequest } from '../testing/facts.ts';
import { aiReviewTurnaround } from './ai-review-turnaround.ts';
import { codingTime } from './coding-time.ts';
import { cycleTime } from './cycle-time.ts';
import { mergeTime } from './merge-time.ts';
import { pickupTime } from './pickup-time.ts';
import { reviewTime } from './review-time.ts';
import { reviewTurnaround } from './review-turnaround.ts';
import { timeToMerge } from './time-to-merge.ts';

const stagesOf = (coding: number): Record<Stage, number> => ({
  coding,
  pickup: 200,
  review: 30,
  merge: 4,
});

const merged = [1000, 3000, 2000, 5000, 4000].map((coding, id) =>
  aMeasuredPullRequest({ id, stageSeconds: stagesOf(coding) }),
);

test('cycle time is the median of the four stages together, with upper percentiles and a mean', () => {
  // given totals 1234, 2234, 3234, 4234, 5234
  // then p75 stands at position 3, p90 at 3.6; five values are bounded by their range
  expect(cycleTime(aBucket({ merged }))).toEqual({
    status: 'measured',
    value: 3234,
    p75: 4234,
    p90: expect.closeTo(4834, 9),
    mean: 3234,
    interval: [1234, 5234],
    sampleSize: 5,
    stages: { coding: 3000, pickup: 200, review: 30, merge: 4 },
  });
});

test('the mean stages of cycle time sum to its mean to the last digit', () => {
  // given sevenths and thirds, of which no sum is exact
  const uneven = [1, 2, 4, 5, 8, 10, 11].map((n, id) =>
    aMeasuredPullRequest({
      id,
      stageSeconds: { coding: n / 7, pickup: n / 3, review: 1000 / n, merge: n * 1e6 + 0.1 },
    }),
  );

  const measured = cycleTime(aBucket({ merged: uneven }));

  const { mean, stages } = measured.status === 'measured' ? measured : {};
  const { coding = NaN, pickup = NaN, review = NaN, merge = NaN } = stages ?? {};
  expect(coding + pickup + review + merge).toBe(mean);
});

test('beside it stands the same by the clock of working hours, if all are timed by one calendar', () => {
  // given a tenth of each stage, so totals 123.4, 223.4, 323.4, 423.4, 523.4
  const timedBy = (calendars: readonly (string | null)[]) =>
    [1000, 3000, 2000, 5000, 4000].map((coding, id) => {
      const calendar = calendars[id % calendars.length] ?? null;
      const tenth = { coding: coding / 10, pickup: 20, review: 3, merge: 0.4 };
      const working = calendar === null ? null : { calendar, stageSeconds: tenth };
      return aMeasuredPullRequest({ id, stageSeconds: stagesOf(coding), working });
    });
  const workingOf = (calendars: readonly (string | null)[]) => {
    const measured = cycleTime(aBucket({ merged: timedBy(calendars) }));
    return measured.status === 'measured' ? measured.working : null;
  };

  expect(workingOf(['office'])).toEqual({
    calendar: 'office',
    value: 323.4,
    p75: 423.4,
    p90: expect.closeTo(483.4, 9),
    mean: expect.closeTo(323.4, 9),
    interval: [123.4, 523.4],
    stages: { coding: 300, pickup: 20, review: 3, merge: expect.closeTo(0.4, 9) },
  });
  expect(workingOf(['office', 'shifts'])).toBeUndefined();
  expect(workingOf(['office', null])).toBeUndefined();
  expect(workingOf([null])).toBeUndefined();
});

test('cycle time of four pull requests is no answer', () => {
  expect(cycleTime(aBucket({ merged: merged.slice(1) }))).toEqual({
    status: 'insufficient_data',
    sampleSize: 4,
    required: 5,
  });
});

test.each([
  { measure: pickupTime, expected: 200 },
  { measure: reviewTime, expected: 30 },
  { measure: mergeTime, expected: 4 },
  { measure: timeToMerge, expected: 234 },
  { measure: codingTime, expected: 3000 },
])('$measure.name is the time in its own stages', ({ measure, expected }) => {
  expect(measure(aBucket({ merged }))).toMatchObject({ value: expected, sampleSize: 5 });
});

test('coding time leaves out pull requests of unknown commits, cycle time does not', () => {
  const unknown = aMeasuredPullRequest({
    id: 9,
    commitsUnknown: true,
    stageSeconds: stagesOf(0),
  });
  const facts = aBucket({ merged: [...merged, unknown] });

  expect(codingTime(facts)).toMatchObject({ value: 3000, sampleSize: 5 });
  expect(cycleTime(facts)).toMatchObject({ sampleSize: 6 });
});

test('review turnaround leaves out what was merged without a review, pickup time does not', () => {
  const unreviewed = aMeasuredPullRequest({ id: 9, firstReviewAt: null });
  const facts = aBucket({ merged: [...merged, unreviewed] });

  expect(reviewTurnaround(facts)).toMatchObject({ value: 200, sampleSize: 5 });
  expect(pickupTime(facts)).toMatchObject({ sampleSize: 6 });
});

test('a pull request whose stages are unknown has no durations', () => {
  const unknown = aMeasuredPullRequest({ id: 9, stageSeconds: null });

  expect(cycleTime(aBucket({ merged: [...merged, unknown] }))).toMatchObject({ sampleSize: 5 });
});

test('the AI reviewer has a clock of its own, which never runs backwards', () => {
  // given reviews 60, 120, 180 and 240 seconds after ready, and one given to the draft before it
  const reviewed = [60, 120, 180, 240, -900].map((seconds, id) => {
    const readyAt = new Date('2026-03-02T10:00:00Z');
    return aMeasuredPullRequest({
      id,
      readyAt,
      firstAiReviewAt: new Date(readyAt.getTime() + seconds * 1000),
    });
  });
  const others = [
    aMeasuredPullRequest({ firstAiReviewAt: null }),
    aMeasuredPullRequest({ firstAiReviewAt: new Date(0), readyAt: null }),
  ];

  expect(aiReviewTurnaround(aBucket({ merged: [...reviewed, ...others] }))).toMatchObject({
    value: 120,
    interval: [0, 240],
    sampleSize: 5,
  });
});
