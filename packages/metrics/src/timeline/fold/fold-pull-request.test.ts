import { describe, expect, test } from 'vitest';

import type { Actor } from '../../accounts.ts';
import type { PullRequestFact } from '../../facts.ts';
import {
  aChange,
  aClose,
  aCommit,
  aMerge,
  aReview,
  aSnapshot,
  agent,
  aiReviewer,
  anOpening,
  hour,
} from '../../testing/events.ts';
import type { TimelineEvent } from '../events.ts';
import { cycleTimeSeconds, stageSeconds } from '../stage-seconds.ts';
import { foldPullRequest } from './fold-pull-request.ts';

function fold(...events: readonly TimelineEvent<Actor>[]): PullRequestFact {
  const fact = foldPullRequest(12, events);
  if (fact === null) throw new Error('the test gave no opening');
  return fact;
}

/** Hours in coding, pickup, review and merge; the total must be the cycle time. */
function stageHours(fact: PullRequestFact): readonly number[] {
  const { coding, pickup, review, merge } = stageSeconds(fact, null);
  expect(coding + pickup + review + merge).toBe(cycleTimeSeconds(fact));
  return [coding, pickup, review, merge].map((seconds) => seconds / 3600);
}

describe('eight histories, worked by hand', () => {
  test('a draft of a day, approved after two hours, merged after one more', () => {
    const fact = fold(
      aCommit(0),
      anOpening(0, { draft: true }),
      aChange('ready_for_review', 24),
      aReview(26, 'approved'),
      aMerge(27),
    );

    expect(stageHours(fact)).toEqual([24, 2, 0, 1]);
    expect(fact.readyAt).toEqual(hour(24));
    expect(fact.flags).toEqual([]);
  });

  test('reviewed, made a draft again, approved when ready', () => {
    const fact = fold(
      aCommit(0),
      anOpening(0),
      aReview(2, 'commented'),
      aChange('converted_to_draft', 3),
      aChange('ready_for_review', 50),
      aReview(52, 'approved'),
      aMerge(53),
    );

    expect(stageHours(fact)).toEqual([47, 2, 3, 1]);
    expect(fact.readyAt).toEqual(hour(0));
  });

  test('an AI reviewer after a minute does not stop the human clock', () => {
    const fact = fold(
      aCommit(0),
      anOpening(0),
      aReview(1 / 60, 'commented', { reviewId: '1', actor: aiReviewer }),
      aReview(30, 'approved'),
      aMerge(31),
    );

    expect(stageHours(fact)).toEqual([0, 30, 0, 1]);
    expect(fact.firstAiReviewAt).toEqual(hour(1 / 60));
    expect(fact.firstReviewAt).toEqual(hour(30));
  });

  test('merged without a review', () => {
    const fact = fold(aCommit(-2), anOpening(0), aMerge(8));

    expect(stageHours(fact)).toEqual([2, 8, 0, 0]);
    expect(fact.flags).toEqual(['merged_without_review']);
  });

  test('reviewed and never approved', () => {
    const fact = fold(aCommit(0), anOpening(0), aReview(4, 'commented'), aMerge(10));

    expect(stageHours(fact)).toEqual([0, 4, 6, 0]);
    expect(fact.approvedAt).toBeNull();
    expect(fact.flags).toEqual([]);
  });

  test('rebased, so that its only commit is younger than the opening', () => {
    const fact = fold(anOpening(0), aCommit(5), aReview(6, 'approved'), aMerge(7));

    expect(stageHours(fact)).toEqual([0, 6, 0, 1]);
    expect(fact.firstCommitAt).toEqual(hour(0));
    expect(fact.flags).toEqual(['first_commit_after_opening']);
  });

  test('approved after the merge', () => {
    const fact = fold(aCommit(-2), anOpening(0), aMerge(8), aReview(9, 'approved'));

    expect(stageHours(fact)).toEqual([2, 8, 0, 0]);
    expect(fact.firstReviewAt).toBeNull();
    expect(fact.approvedAt).toBeNull();
    expect(fact.flags).toEqual(['merged_without_review']);
  });

  test('the plain one', () => {
    const fact = fold(
      aCommit(-4),
      anOpening(0),
      aReview(3, 'commented'),
      aReview(5, 'approved'),
      aMerge(6),
    );

    expect(stageHours(fact)).toEqual([4, 3, 2, 1]);
    expect(cycleTimeSeconds(fact)).toBe(36_000);
    expect(fact.segments).toEqual([
      { stage: 'coding', from: hour(-4), to: hour(0) },
      { stage: 'pickup', from: hour(0), to: hour(3) },
      { stage: 'review', from: hour(3), to: hour(5) },
      { stage: 'merge', from: hour(5), to: hour(6) },
    ]);
  });
});

describe('the first commit', () => {
  test('is the earliest ever seen', () => {
    expect(fold(aCommit(-1), aCommit(-3), anOpening(0)).firstCommitAt).toEqual(hour(-3));
  });

  test('is the opening while none is known, and the pull request says so', () => {
    const fact = fold(anOpening(2));

    expect(fact.firstCommitAt).toEqual(hour(2));
    expect(fact.flags).toEqual(['commits_unknown']);
  });

  test('at the opening is nothing odd', () => {
    expect(fold(aCommit(0), anOpening(0)).flags).toEqual([]);
  });

  test('is stale from more than 180 days before the opening, and kept', () => {
    const halfYear = -180 * 24;

    expect(fold(aCommit(halfYear), anOpening(0)).flags).toEqual([]);
    const stale = fold(aCommit(halfYear - 0.001), anOpening(0));
    expect(stale.flags).toEqual(['stale_first_commit']);
    expect(stale.firstCommitAt).toEqual(hour(halfYear - 0.001));
  });
});

describe('while open', () => {
  test('a pull request has stages up to the instant asked for', () => {
    const fact = fold(aCommit(-1), anOpening(0), aReview(4, 'commented'));

    expect(fact.segments.at(-1)).toEqual({ stage: 'review', from: hour(4), to: null });
    expect(stageSeconds(fact, hour(6))).toEqual({
      coding: 3600,
      pickup: 4 * 3600,
      review: 2 * 3600,
      merge: 0,
    });
    expect(stageSeconds(fact, hour(3)).review).toBe(0);
    expect(cycleTimeSeconds(fact)).toBeNull();
    expect(() => stageSeconds(fact, null)).toThrow(RangeError);
  });
});

describe('clocks that disagree', () => {
  test('leave a merge before the opening without a negative stage', () => {
    const fact = fold(aCommit(-2), anOpening(0), aMerge(-1));

    expect(stageHours(fact)).toEqual([1, 0, 0, 0]);
    expect(fact.flags).toEqual(['clock_anomaly', 'merged_without_review']);
  });

  test('leave a merge before everything without any length', () => {
    const fact = fold(anOpening(0), aMerge(-1));

    expect(fact.segments).toEqual([]);
    expect(cycleTimeSeconds(fact)).toBe(0);
    expect(fact.flags).toContain('clock_anomaly');
  });

  test('bring a review before the first commit to it, flagged', () => {
    const fact = fold(aCommit(0), anOpening(0), aReview(-1, 'approved'), aMerge(2));

    expect(fact.firstReviewAt).toEqual(hour(0));
    expect(stageHours(fact)).toEqual([0, 0, 0, 2]);
    expect(fact.flags).toEqual(['clock_anomaly']);
  });

  test('are not suspected of a review at the very opening', () => {
    expect(fold(aCommit(0), anOpening(0), aReview(0, 'commented')).flags).toEqual([]);
  });
});

describe('plain attributes', () => {
  test('take the newest payload that states them', () => {
    const fact = fold(
      anOpening(0, { title: 'Old', additions: 1, labels: ['bug'] }),
      aSnapshot(3, { title: 'New' }),
      aSnapshot(2, { title: 'Middle', additions: 5 }),
    );

    expect(fact.title).toBe('New');
    expect(fact.additions).toBe(5);
    expect(fact.labels).toEqual(['bug']);
  });

  test('of one instant take the greatest canonical JSON', () => {
    const [b, a] = [aSnapshot(1, { title: 'B' }), aSnapshot(1, { title: 'A' })];

    expect(fold(anOpening(0), a, b).title).toBe('B');
    expect(fold(anOpening(0), b, a).title).toBe('B');
  });

  test('may be known to be nothing', () => {
    const fact = fold(anOpening(0, { revertsNumber: 4 }), aSnapshot(1, { revertsNumber: null }));

    expect(fact.revertsNumber).toBeNull();
  });
});

test('nothing is told before any payload told the opening', () => {
  expect(foldPullRequest(1, [aCommit(0), aReview(1, 'approved'), aSnapshot(2, {})])).toBeNull();
});

test('a closed pull request has no cycle time and keeps its stages', () => {
  const fact = fold(aCommit(-1), anOpening(0), aClose(3));

  expect(fact.state).toBe('closed');
  expect(fact.closedAt).toEqual(hour(3));
  expect(fact.mergedAt).toBeNull();
  expect(cycleTimeSeconds(fact)).toBeNull();
  expect(stageSeconds(fact, null)).toEqual({ coding: 3600, pickup: 10_800, review: 0, merge: 0 });
});

describe('a commit told by several sources', () => {
  const byTimeline = aCommit(-2, { sha: 'abc', actor: null });
  const byCommitLine = aCommit(-2, { sha: 'abc', actor: agent });

  test.each([
    ['the bare one first', [byTimeline, byCommitLine]],
    ['the bare one last', [byCommitLine, byTimeline]],
  ])('is one commit, by the account that any of them names: %s', (_, tellings) => {
    // given one commit of an agent told twice, and two of a person
    const fact = fold(anOpening(0), ...tellings, aCommit(-1), aCommit(0), aMerge(3));

    // then the agent wrote one of three, not two of four
    expect(fact.authorship).toBe('unmarked');
    expect(fact.firstCommitAt).toEqual(hour(-2));
  });

  test('counts for the majority once it is known whose it is', () => {
    const fact = fold(anOpening(0), byTimeline, byCommitLine, aMerge(3));
    expect(fact.authorship).toBe('agent');
  });
});
