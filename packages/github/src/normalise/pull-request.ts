import type { AccountRef, TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import { account } from '../shapes/account.ts';
import { instant } from '../shapes/primitives.ts';
import { pullRequestShape, snapshotOf } from '../shapes/pull-request.ts';
import { type Normaliser, observed, organizationOf } from './normaliser.ts';
import { readPayload, repositoryContext } from './normaliser.ts';
import { pullRequestObservations } from './pull-request-observations.ts';

const shape = z.object({
  ...repositoryContext,
  pull_request: pullRequestShape.extend({ updated_at: instant }),
  requested_reviewer: account,
});

type Payload = z.output<typeof shape>;
type Event = TimelineEvent<AccountRef>;

/** A merge is a closing whose pull request was merged: GitHub has no action of its own for it. */
function closing({ pull_request: pull, sender }: Payload): Event {
  const closedAt = pull.closed_at ?? pull.updated_at;
  const mergedAt = pull.merged_at ?? (pull.merged === true ? closedAt : null);
  if (mergedAt === null) return { kind: 'closed', at: closedAt, actor: sender ?? null };
  return { kind: 'merged', at: mergedAt, actor: pull.merged_by ?? sender ?? null };
}

/** The change that the action names, dated by the payload: deliveries carry no time of their own. */
function transitions(action: string, payload: Payload): readonly Event[] {
  const at = payload.pull_request.updated_at;
  const actor = payload.sender ?? null;
  switch (action) {
    case 'ready_for_review':
    case 'converted_to_draft':
    case 'reopened':
      return [{ kind: action, at, actor }];
    case 'closed':
      return [closing(payload)];
    case 'review_requested': {
      const reviewer = payload.requested_reviewer;
      return reviewer ? [{ kind: 'review_requested', at, actor, reviewer }] : [];
    }
    default:
      return [];
  }
}

/**
 * `pull_request`: every action carries the whole pull request, so all of them are taken as a
 * snapshot and a missed delivery is repaired by the next one; some name a change besides. A review
 * requested of a team asks nobody in particular.
 */
export const pullRequest: Normaliser = {
  actions: [
    'opened',
    'edited',
    'closed',
    'reopened',
    'synchronize',
    'ready_for_review',
    'converted_to_draft',
    'review_requested',
    'review_request_removed',
    'assigned',
    'unassigned',
    'labeled',
    'unlabeled',
    'milestoned',
    'demilestoned',
    'locked',
    'unlocked',
    'auto_merge_enabled',
    'auto_merge_disabled',
    'enqueued',
    'dequeued',
  ],
  normalise({ action, payload }) {
    const read = readPayload('pull_request', shape, payload);
    const { repository, pull_request: pull } = read;
    const events = [snapshotOf(pull, repository.full_name), ...transitions(action, read)];
    return observed(
      organizationOf('pull_request', read),
      pullRequestObservations(repository, pull.number, events),
    );
  },
};
