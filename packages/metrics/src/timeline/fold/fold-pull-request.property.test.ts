import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { PullRequestFact } from '../../facts.ts';
import {
  aChange,
  aCommit,
  aMerge,
  aResponse,
  aReview,
  aReviewRequest,
  agent,
  aiReviewer,
  anAgentStart,
  secondReviewer,
} from '../../testing/events.ts';
import { lives } from '../../testing/lives.ts';
import { timelines } from '../../testing/timelines.ts';
import { cycleTimeSeconds, stageSeconds } from '../stage-seconds.ts';
import { foldPullRequest } from './fold-pull-request.ts';

const endOf = (fact: PullRequestFact): Date | null => fact.mergedAt ?? fact.closedAt;

test('any order and any repetition of events gives the same fact', () => {
  const shuffled = timelines().chain((events) =>
    fc.record({
      events: fc.constant(events),
      arrived: fc
        .array(fc.constantFrom(...events), { maxLength: 10 })
        .chain((again) =>
          fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
        ),
    }),
  );

  fc.assert(
    fc.property(shuffled, ({ events, arrived }) => {
      expect(foldPullRequest(1, arrived)).toEqual(foldPullRequest(1, events));
    }),
    { numRuns: 1500 },
  );
});

test('stages are never negative and add up to the time from the first commit to the end', () => {
  fc.assert(
    fc.property(timelines(), (events) => {
      const fact = foldPullRequest(1, events);
      if (fact === null) throw new Error('every timeline has an opening');
      const asOf = new Date('2026-04-01T00:00:00.000Z');

      const stages = Object.values(stageSeconds(fact, asOf));

      const end = endOf(fact) ?? asOf;
      const total = Math.max(0, end.getTime() - fact.firstCommitAt.getTime()) / 1000;
      expect(Math.min(...stages)).toBeGreaterThanOrEqual(0);
      expect(stages.reduce((sum, each) => sum + each, 0)).toBe(total);
      expect(cycleTimeSeconds(fact)).toBe(fact.mergedAt === null ? null : total);
    }),
    { numRuns: 10_000 },
  );
});

test('segments partition the time from the first commit to the end', () => {
  fc.assert(
    fc.property(timelines(), (events) => {
      const fact = foldPullRequest(1, events);
      if (fact === null) throw new Error('every timeline has an opening');
      const { segments, firstCommitAt } = fact;

      const end = endOf(fact);
      const isEmpty = end !== null && end <= firstCommitAt;
      expect(segments.length === 0).toBe(isEmpty);
      if (isEmpty) return;
      expect(segments[0]?.from).toEqual(firstCommitAt);
      expect(segments.at(-1)?.to).toEqual(end);
      for (const [index, { from, to, stage }] of segments.slice(0, -1).entries()) {
        expect(from < (to ?? from)).toBe(true);
        expect(segments[index + 1]?.from).toEqual(to);
        expect(segments[index + 1]?.stage).not.toBe(stage);
      }
    }),
    { numRuns: 3000 },
  );
});

test('every stretch is in the stage that the milestones say', () => {
  fc.assert(
    fc.property(timelines(), (events) => {
      const fact = foldPullRequest(1, events);
      if (fact === null) throw new Error('every timeline has an opening');
      const { openedAt, readyAt, firstReviewAt, approvedAt } = fact;

      for (const { stage, from } of fact.segments) {
        const isCodingForSure = from < openedAt || readyAt === null || from < readyAt;
        const afterCoding =
          firstReviewAt === null || from < firstReviewAt
            ? 'pickup'
            : approvedAt === null || from < approvedAt
              ? 'review'
              : 'merge';
        expect(isCodingForSure ? ['coding'] : ['coding', afterCoding]).toContain(stage);
      }
    }),
    { numRuns: 3000 },
  );
});

test('milestones lie between the first commit and the end', () => {
  fc.assert(
    fc.property(timelines(), (events) => {
      const fact = foldPullRequest(1, events);
      if (fact === null) throw new Error('every timeline has an opening');
      const { firstCommitAt, readyAt, firstReviewAt, firstAiReviewAt, approvedAt } = fact;
      const end = endOf(fact) ?? new Date('2026-04-01T00:00:00.000Z');
      const last = end < firstCommitAt ? firstCommitAt : end;

      expect(firstCommitAt <= fact.openedAt).toBe(true);
      for (const at of [
        readyAt,
        firstReviewAt,
        firstAiReviewAt,
        approvedAt,
        fact.firstResponseAt,
      ]) {
        expect(at === null || (at >= firstCommitAt && at <= last)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('webhooks and a backfill of one life give the same fact, with nothing inferred', () => {
  fc.assert(
    fc.property(lives(), ({ live, history }) => {
      const fact = foldPullRequest(1, live);

      expect(fact).toEqual(foldPullRequest(1, history));
      expect(fact?.flags).not.toContain('ready_inferred');
      expect(fact?.flags).not.toContain('clock_anomaly');
    }),
    { numRuns: 3000 },
  );
});

test('nothing that happens after the merge counts', () => {
  const afterwards = [
    aReview(41, 'approved'),
    aReview(42, 'changes_requested', { actor: secondReviewer }),
    aReview(43, 'commented', { actor: aiReviewer }),
    aReviewRequest(44),
    aResponse(45),
    aCommit(46, { actor: agent }),
    anAgentStart(47),
    aChange('closed', 48),
    aChange('reopened', 49),
  ];
  const merged = timelines().map((events) => [...events, aMerge(40)]);

  fc.assert(
    fc.property(merged, fc.subarray(afterwards), (events, later) => {
      expect(foldPullRequest(1, [...later, ...events])).toEqual(foldPullRequest(1, events));
    }),
    { numRuns: 1000 },
  );
});
