import { describe, expect, test } from 'vitest';

import type { Actor } from '../../accounts.ts';
import type { PullRequestFact } from '../../facts.ts';
import {
  aCommit,
  aDismissal,
  aMerge,
  aResponse,
  aReview,
  aReviewRequest,
  agent,
  aiReviewer,
  anOpening,
  author,
  bot,
  hour,
  secondReviewer,
} from '../../testing/events.ts';
import type { TimelineEvent } from '../events.ts';
import { foldPullRequest } from './fold-pull-request.ts';

/** Opened at hour 0 and merged at hour 10, with some events. */
function fold(...events: readonly TimelineEvent<Actor>[]): PullRequestFact {
  const fact = foldPullRequest(1, [aCommit(0), anOpening(0), aMerge(10), ...events]);
  if (fact === null) throw new Error('unreachable: there is an opening');
  return fact;
}

describe('the human clock', () => {
  test('stops at the first review by another human, while a draft as well', () => {
    const fact = foldPullRequest(1, [anOpening(0, { draft: true }), aReview(2, 'commented')]);

    expect(fact?.firstReviewAt).toEqual(hour(2));
  });

  test.each([
    ['the author', author],
    ['a bot', bot],
    ['an AI reviewer', aiReviewer],
  ])('is not stopped by %s', (_, actor) => {
    const fact = fold(aReview(2, 'approved', { actor }));

    expect(fact.firstReviewAt).toBeNull();
    expect(fact.approvedAt).toBeNull();
    expect(fact.flags).toEqual(['merged_without_review']);
  });

  test('is stopped by a deleted account, unless the author is gone as well', () => {
    const review = aReview(2, 'approved', { actor: null });

    expect(fold(review).firstReviewAt).toEqual(hour(2));
    const orphan = foldPullRequest(1, [anOpening(0, { author: null }), review]);
    expect(orphan?.firstReviewAt).toBeNull();
  });

  test('is not stopped by comments, which are responses', () => {
    const fact = fold(aResponse(1), aResponse(0.5, author), aReview(3, 'approved'));

    expect(fact.firstResponseAt).toEqual(hour(1));
    expect(fact.firstReviewAt).toEqual(hour(3));
  });

  test('takes a review for a response', () => {
    expect(fold(aReview(3, 'commented'), aResponse(4)).firstResponseAt).toEqual(hour(3));
  });

  test('counts a review at the instant of the merge, and none after it', () => {
    expect(fold(aReview(10, 'approved')).firstReviewAt).toEqual(hour(10));
    expect(fold(aReview(10.25, 'approved')).firstReviewAt).toBeNull();
  });
});

test('a review told with two times was submitted at the earlier one', () => {
  const fact = fold(
    aReview(3, 'approved', { reviewId: '7' }),
    aReview(2, 'approved', { reviewId: '7', actor: secondReviewer }),
  );

  expect(fact.firstReviewAt).toEqual(hour(2));
});

test('the AI clock takes the first AI reviewer who is not the author', () => {
  const events = [anOpening(0, { author: agent }), aReview(1, 'commented', { actor: agent })];

  expect(foldPullRequest(1, events)?.firstAiReviewAt).toBeNull();
  const reviewed = [...events, aReview(2, 'commented', { actor: aiReviewer })];
  expect(foldPullRequest(1, reviewed)?.firstAiReviewAt).toEqual(hour(2));
});

describe('an approval', () => {
  test('counts where it is the last one that stands', () => {
    const fact = fold(
      aReview(2, 'approved'),
      aReview(5, 'approved', { actor: secondReviewer }),
      aReview(7, 'approved', { actor: secondReviewer }),
      aDismissal(8, { ofHour: 7 }),
    );

    expect(fact.approvedAt).toEqual(hour(5));
  });

  test('falls where its reviewer requests changes later, not where somebody else does', () => {
    const later = (actor?: Actor) =>
      fold(
        aReview(2, 'approved'),
        aReview(4, 'changes_requested', actor === undefined ? {} : { actor }),
      );

    expect(later().approvedAt).toBeNull();
    expect(later(secondReviewer).approvedAt).toEqual(hour(2));
  });

  test('does not fall where its reviewer comments later', () => {
    expect(fold(aReview(2, 'approved'), aReview(4, 'commented')).approvedAt).toEqual(hour(2));
  });

  test('of the same second as its reviewer’s request of changes goes by the greater id', () => {
    const first = (id: string) => aReview(2, 'approved', { reviewId: id });
    const second = aReview(2, 'changes_requested', { reviewId: '100' });

    expect(fold(first('99'), second).approvedAt).toBeNull();
    expect(fold(first('101'), second).approvedAt).toEqual(hour(2));
  });

  test('falls where it was dismissed by the merge, and stands where later', () => {
    const dismissed = (at: number) => fold(aReview(2, 'approved'), aDismissal(at, { ofHour: 2 }));

    expect(dismissed(10).approvedAt).toBeNull();
    expect(dismissed(10.25).approvedAt).toEqual(hour(2));
    expect(dismissed(10).firstReviewAt).toEqual(hour(2));
  });

  test('seen only as dismissed does not stand, and is a review', () => {
    const fact = fold(aReview(2, 'dismissed'));

    expect(fact.approvedAt).toBeNull();
    expect(fact.firstReviewAt).toEqual(hour(2));
    expect(fact.flags).toEqual([]);
  });

  test('dismissed after the merge is known again from the dismissal', () => {
    const fact = fold(
      aReview(2, 'dismissed'),
      aDismissal(11, { ofHour: 2, previousState: 'approved' }),
    );

    expect(fact.approvedAt).toEqual(hour(2));
  });
});

describe('review cycles', () => {
  test('are none where the first review approves', () => {
    expect(fold(aReviewRequest(1), aReview(2, 'approved')).reviewCycles).toBe(0);
  });

  test('are one for each review that requests changes', () => {
    const fact = fold(
      aReview(2, 'changes_requested'),
      aReview(4, 'changes_requested'),
      aReview(5, 'changes_requested', { actor: secondReviewer }),
      aReview(6, 'approved'),
    );

    expect(fact.reviewCycles).toBe(3);
  });

  test('are not counted again where the round is asked for', () => {
    const fact = fold(aReview(2, 'changes_requested'), aReviewRequest(3), aReview(4, 'approved'));

    expect(fact.reviewCycles).toBe(1);
  });

  test('are one for a request after a comment, however often it is asked', () => {
    const fact = fold(
      aReview(2, 'commented'),
      aReviewRequest(3),
      aReviewRequest(4),
      aReview(5, 'approved'),
      aReviewRequest(6),
    );

    expect(fact.reviewCycles).toBe(2);
  });

  test('leave out requests at the instant of the review, after the end, and of AI reviewers', () => {
    const fact = fold(
      aReview(2, 'commented'),
      aReviewRequest(2),
      aReviewRequest(11),
      aReview(3, 'changes_requested', { actor: aiReviewer }),
      aReviewRequest(4, aiReviewer),
    );

    expect(fact.reviewCycles).toBe(0);
  });
});
