import type { AccountRef, TimelineEvent } from '@uplift/metrics';
import { z } from 'zod';

import { account } from '../shapes/account.ts';
import { commitEvent, committedShape } from '../shapes/commit.ts';
import { instant, textId } from '../shapes/primitives.ts';
import {
  commentShape,
  responseEvents,
  reviewEvent,
  reviewShape,
  reviewStateOf,
} from '../shapes/review.ts';
import { invalid, type LineReader, lineReader, nothing } from './history-line.ts';
import { pullRequestEvents, pullRequestPlace } from './pull-request-lines.ts';

type Events = readonly TimelineEvent<AccountRef>[];
type Change = 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged';
type AgentPhase = 'started' | 'finished' | 'failed';

const happened = { actor: account, created_at: instant };

const change = (kind: Change) =>
  z
    .object(happened)
    .transform(({ actor, created_at: at }): Events => [{ kind, at, actor: actor ?? null }]);

const agentWork = (phase: AgentPhase) =>
  z
    .object(happened)
    .transform(({ actor, created_at: at }): Events => [
      { kind: 'agent_work', phase, at, actor: actor ?? null },
    ]);

const reviewRequested = z
  .object({ ...happened, review_requester: account, requested_reviewer: account })
  .transform((event): Events => {
    const { requested_reviewer: reviewer, created_at: at } = event;
    const actor = event.actor ?? event.review_requester ?? null;
    return reviewer ? [{ kind: 'review_requested', at, actor, reviewer }] : [];
  });

const reviewDismissed = z
  .object({
    ...happened,
    dismissed_review: z.object({ review_id: textId, state: z.string().nullish() }),
  })
  .transform(({ actor, created_at: at, dismissed_review: review }): Events => {
    const found = reviewStateOf(review.state);
    const previousState = found === 'dismissed' ? null : found;
    const reviewId = review.review_id;
    return [{ kind: 'review_dismissed', reviewId, at, actor: actor ?? null, previousState }];
  });

const reviewed = reviewShape.transform((review): Events => {
  const event = reviewEvent(review);
  return event === null ? [] : [event];
});

const committed = committedShape.transform((commit): Events => [
  commitEvent({ sha: commit.sha, git: commit, account: null }),
]);

const commented = commentShape.transform((comment): Events =>
  responseEvents(comment, 'issue_comment'),
);

/** By GitHub's name of the event in the REST timeline. */
const timelineShapes = new Map<string, z.ZodType<Events>>([
  ['ready_for_review', change('ready_for_review')],
  ['convert_to_draft', change('converted_to_draft')],
  ['converted_to_draft', change('converted_to_draft')],
  ['closed', change('closed')],
  ['reopened', change('reopened')],
  ['merged', change('merged')],
  ['review_requested', reviewRequested],
  ['review_dismissed', reviewDismissed],
  ['reviewed', reviewed],
  ['committed', committed],
  ['commented', commented],
  ['copilot_work_started', agentWork('started')],
  ['copilot_work_finished', agentWork('finished')],
  ['copilot_work_finished_failure', agentWork('failed')],
]);

const lineShape = z.object({
  ...pullRequestPlace,
  data: z.looseObject({ event: z.string() }),
});

/**
 * `timeline_event`: one of the many things in GitHub's REST timeline. What is not measured (labels,
 * mentions, cross-references …) is read and tells nothing.
 */
export const timelineLine: LineReader = (kind, line) =>
  lineReader(lineShape, ({ data, ...place }) => {
    const shape = timelineShapes.get(data.event);
    if (shape === undefined) return nothing;
    const parsed = z.object({ data: shape }).safeParse({ data });
    if (!parsed.success) return invalid(kind, parsed.error);
    return pullRequestEvents(place, parsed.data.data);
  })(kind, line);
