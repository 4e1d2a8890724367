import { z } from 'zod';

import { ordinal } from '../shapes/primitives.ts';
import { commentShape, responseEvents } from '../shapes/review.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';
import { pullRequestObservations } from './pull-request-observations.ts';

const shape = z.object({
  ...repositoryContext,
  issue: z.object({ number: ordinal, pull_request: z.looseObject({}).nullish() }),
  comment: commentShape,
});

/**
 * `issue_comment`: a comment in the conversation of a pull request is a response; those of plain
 * issues are ignored. The event needs a permission of its own, so many installations never send it.
 */
export const issueComment: Normaliser = {
  actions: ['created', 'edited', 'deleted'],
  normalise({ payload }) {
    const read = readPayload('issue_comment', shape, payload);
    if (!read.issue.pull_request) {
      return { outcome: 'ignored', reason: 'the comment is on an issue, not on a pull request' };
    }
    return observed(
      organizationOf('issue_comment', read),
      pullRequestObservations(
        read.repository,
        read.issue.number,
        responseEvents(read.comment, 'issue_comment'),
      ),
    );
  },
};
