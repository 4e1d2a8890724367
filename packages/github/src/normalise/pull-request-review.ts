import type { AccountRef, TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import { instant } from '../shapes/primitives.ts';
import { pullRequestShape, snapshotOf } from '../shapes/pull-request.ts';
import { reviewEvent, reviewShape } from '../shapes/review.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';
import { pullRequestObservations } from './pull-request-observations.ts';

const shape = z.object({
  ...repositoryContext,
  pull_request: pullRequestShape.extend({ updated_at: instant }),
  review: reviewShape,
});

/**
 * The review, and its dismissal where that is what happened. The payload of a dismissal no longer
 * tells the state before it; the delivery of the submission does.
 */
function reviewEvents(
  action: string,
  payload: z.output<typeof shape>,
): readonly TimelineEvent<AccountRef>[] {
  const review = reviewEvent(payload.review);
  if (review === null) return [];
  if (action !== 'dismissed') return [review];
  const { reviewId } = review;
  const at = payload.pull_request.updated_at;
  const actor = payload.sender ?? null;
  return [review, { kind: 'review_dismissed', reviewId, at, actor, previousState: null }];
}

/** `pull_request_review`: the review, and the short form of its pull request. */
export const pullRequestReview: Normaliser = {
  actions: ['submitted', 'edited', 'dismissed'],
  normalise({ action, payload }) {
    const read = readPayload('pull_request_review', shape, payload);
    const { repository, pull_request: pull } = read;
    const events = [snapshotOf(pull, repository.full_name), ...reviewEvents(action, read)];
    return observed(
      organizationOf('pull_request_review', read),
      pullRequestObservations(repository, pull.number, events),
    );
  },
};
