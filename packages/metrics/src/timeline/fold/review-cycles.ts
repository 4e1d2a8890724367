import { type EventOf, groupBy } from './event-set.ts';
import type { Review } from './reviews.ts';

/**
 * How many rounds the reviewers asked for: each review that requests changes is one; asking somebody
 * to review again is one, unless their last review requested changes, which opened the round
 * already. Asking again before the review came counts once.
 *
 * @param reviews - of humans other than the author, by the end, ordered
 * @param requests - requests to such humans, by the end, ordered
 */
export function countReviewCycles(
  reviews: readonly Review[],
  requests: readonly EventOf<'review_requested'>[],
): number {
  const requestedChanges = reviews.filter((review) => review.verdict === 'changes_requested');
  const byReviewer = groupBy(requests, (request) => String(request.reviewer.id));
  const repeated = [...byReviewer].map(([reviewerId, asked]) => {
    const given = reviews.filter((review) => String(review.actor?.id) === reviewerId);
    return countRepeatedRequests(given, asked);
  });
  return repeated.reduce((sum, count) => sum + count, requestedChanges.length);
}

function countRepeatedRequests(
  reviews: readonly Review[],
  requests: readonly EventOf<'review_requested'>[],
): number {
  const answered = requests.map(
    (request) => reviews.filter((review) => review.at < request.at.getTime()).length,
  );
  // Requests with equally many reviews before them ask for the same round.
  return [...new Set(answered)].filter((count) => {
    const last = reviews[count - 1];
    return last !== undefined && last.verdict !== 'changes_requested';
  }).length;
}
