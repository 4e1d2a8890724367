import { z } from 'zod';

import { instant } from '../shapes/primitives.ts';
import { pullRequestShape, snapshotOf } from '../shapes/pull-request.ts';
import { commentShape, responseEvents } from '../shapes/review.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';
import { pullRequestObservations } from './pull-request-observations.ts';

const shape = z.object({
  ...repositoryContext,
  pull_request: pullRequestShape.extend({ updated_at: instant }),
  comment: commentShape,
});

/**
 * `pull_request_review_comment`: a comment outside a review is a response; a deleted one was given
 * all the same. The short form of the pull request comes with it.
 */
export const pullRequestReviewComment: Normaliser = {
  actions: ['created', 'edited', 'deleted'],
  normalise({ payload }) {
    const read = readPayload('pull_request_review_comment', shape, payload);
    const { repository, pull_request: pull, comment } = read;
    const events = [
      snapshotOf(pull, repository.full_name),
      ...responseEvents(comment, 'review_comment'),
    ];
    return observed(
      organizationOf('pull_request_review_comment', read),
      pullRequestObservations(repository, pull.number, events),
    );
  },
};
