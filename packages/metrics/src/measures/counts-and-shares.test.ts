import { expect, test } from 'vitest';

import type { PersonWeeks } from '../rollups/bucket-facts.ts';
import { aBucket, aMeasuredPullRequest } from '../testing/facts.ts';
import { abandonedRate } from './abandoned-rate.ts';
import { adoption } from './adoption.ts';
import { aiShare } from './ai-share.ts';
import { merged } from './merged.ts';
import { openWip } from './open-wip.ts';
import { opened } from './opened.ts';
import { prSize } from './pr-size.ts';
import { revertRate } from './revert-rate.ts';
import { reviewCycles } from './review-cycles.ts';
import { reviewLoad } from './review-load.ts';
import { seatUse } from './seat-use.ts';
import { throughput } from './throughput.ts';

const weeks = (byPerson: ReadonlyMap<number, number>): PersonWeeks => ({
  byPerson,
  total: [...byPerson.values()].reduce((sum, own) => sum + own, 0),
});

test('counts are a census: always an answer, never an interval', () => {
  const one = aMeasuredPullRequest();
  const facts = aBucket({ merged: [one], opened: [one, one], openAtEnd: 3 });

  expect(merged(facts)).toMatchObject({ status: 'measured', value: 1, interval: null });
  expect(opened(facts)).toMatchObject({ value: 2, sampleSize: 2 });
  expect(openWip(facts)).toMatchObject({ value: 3 });
  expect(merged(aBucket())).toMatchObject({ status: 'measured', value: 0 });
});

test('throughput is merges per developer-week present, idle developers included', () => {
  // given three merges in 1 + 1 + 4/7 = 18/7 weeks: 21/18
  const facts = aBucket({
    merged: [1, 1, 2].map((personId, id) => aMeasuredPullRequest({ id, personId })),
    developerWeeks: weeks(
      new Map([
        [1, 1],
        [2, 1],
        [3, 4 / 7],
      ]),
    ),
  });

  expect(throughput(facts)).toMatchObject({
    status: 'measured',
    value: expect.closeTo(21 / 18, 12),
    sampleSize: 3,
  });
});

test('merges of nobody known count, and no one present gives no rate', () => {
  const orphan = aMeasuredPullRequest({ personId: null });
  const developerWeeks = weeks(new Map([[1, 2]]));

  expect(throughput(aBucket({ merged: [orphan], developerWeeks }))).toMatchObject({ value: 0.5 });
  expect(throughput(aBucket({ merged: [orphan] }))).toMatchObject({ status: 'insufficient_data' });
});

test('review load is reviews per week of those who review', () => {
  const at = new Date('2026-03-03T00:00:00Z');
  const facts = aBucket({
    reviews: [1, 1, 1, 2].map((reviewerId) => ({ reviewerId, at })),
    reviewerWeeks: weeks(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    ),
  });

  expect(reviewLoad(facts)).toMatchObject({ value: 2, sampleSize: 4 });
  expect(reviewLoad(aBucket())).toMatchObject({ status: 'insufficient_data' });
});

test('size is lines added and deleted, where both are known', () => {
  const sized = [1, 2, 3, 4, 5].map((additions) =>
    aMeasuredPullRequest({ additions, deletions: 10 }),
  );
  const unknown = aMeasuredPullRequest({ additions: 999, deletions: null });

  expect(prSize(aBucket({ merged: [...sized, unknown] }))).toMatchObject({
    value: 13,
    sampleSize: 5,
  });
});

test('review cycles give a median and a mean', () => {
  const rounds = [0, 0, 1, 1, 3].map((cycles) => aMeasuredPullRequest({ reviewCycles: cycles }));

  expect(reviewCycles(aBucket({ merged: rounds }))).toMatchObject({ value: 1, mean: 1 });
});

test('the revert rate is a share of merges with Wilson bounds', () => {
  const rows = [true, false, false, false].map((revertedWithin30Days) =>
    aMeasuredPullRequest({ revertedWithin30Days }),
  );

  // Wilson for 1 of 4 by hand: (0.25 + 0.4802 ∓ 1.96 · 0.32473) / 1.9604
  expect(revertRate(aBucket({ merged: rows }))).toMatchObject({
    value: 0.25,
    interval: [expect.closeTo(0.0456, 3), expect.closeTo(0.6994, 3)],
    sampleSize: 4,
  });
  expect(revertRate(aBucket())).toMatchObject({ status: 'insufficient_data', required: 1 });
});

test('abandoned are those closed without a merge, of all closed', () => {
  const closed = [
    aMeasuredPullRequest(),
    aMeasuredPullRequest(),
    aMeasuredPullRequest(),
    aMeasuredPullRequest({ mergedAt: null }),
  ];

  expect(abandonedRate(aBucket({ closed }))).toMatchObject({ value: 0.25, sampleSize: 4 });
});

test('adoption is active of present, and unknown where no source tells of use', () => {
  const presentPeople = new Set([1, 2, 3, 4]);

  expect(adoption(aBucket({ presentPeople, activePeople: new Set([2]) }))).toMatchObject({
    value: 0.25,
    sampleSize: 4,
  });
  expect(adoption(aBucket({ presentPeople, activePeople: null }))).toMatchObject({
    status: 'insufficient_data',
  });
});

test('seat use is active of seats, and unknown without a seat list', () => {
  expect(seatUse(aBucket({ seats: { total: 8, activeIn28Days: 6 } }))).toMatchObject({
    value: 0.75,
  });
  expect(seatUse(aBucket())).toMatchObject({ status: 'insufficient_data' });
});

test('the shares of the grades add up to all merges, other bots aside', () => {
  const mergedByAuthorship = { agent: 2, assisted: 3, unmarked: 15, bot: 20 };
  const shareOf = (authorship: 'agent' | 'assisted' | 'unmarked' | 'bot' | null): unknown =>
    aiShare(aBucket({ authorship, mergedByAuthorship }));

  expect(shareOf(null)).toMatchObject({ value: 0.25, sampleSize: 20 });
  expect(shareOf('agent')).toMatchObject({ value: 0.1 });
  expect(shareOf('assisted')).toMatchObject({ value: 0.15 });
  expect(shareOf('unmarked')).toMatchObject({ value: 0.75 });
  expect(shareOf('bot')).toMatchObject({ value: 0.5, sampleSize: 40 });
});
