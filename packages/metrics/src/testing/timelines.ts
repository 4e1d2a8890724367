import * as fc from 'fast-check';

import type { Actor } from '../accounts.ts';
import {
  reviewStates,
  type AiMark,
  type PullRequestAttributes,
  type TimelineEvent,
} from '../timeline/events.ts';
import { agent, aiReviewer, author, bot, hour, reviewer, secondReviewer } from './events.ts';

/** Few whole hours, so that events meet at the same instant; some before the opening, some after. */
const instants = fc.integer({ min: -6, max: 30 }).map((hours) => hour(hours));

const actors = fc.constantFrom<Actor>(author, reviewer, secondReviewer, aiReviewer, bot, agent);

/** An account of the cast of builders, or a deleted one. */
const maybeActors = fc.option(actors, { freq: 6 });

const ids = fc.constantFrom('9', '10', '11', '12');

const marks = fc.constantFrom<readonly AiMark[]>(
  [],
  [
    {
      tool: 'claude-code',
      signal: 'commit_author',
      confidence: 'high',
      evidence: 'noreply@anthropic.com',
    },
  ],
  [
    {
      tool: 'copilot-vscode-trailer',
      signal: 'commit_co_author',
      confidence: 'low',
      evidence: 'copilot@github.com',
    },
  ],
);

const attributes: fc.Arbitrary<PullRequestAttributes<Actor>> = fc.record(
  {
    title: fc.constantFrom('Add a cache', 'Drop a cache'),
    author: maybeActors,
    assignees: fc.array(actors, { maxLength: 2 }),
    mergedBy: maybeActors,
    state: fc.constantFrom('open', 'closed'),
    createdAt: fc.constantFrom(hour(0), hour(1)),
    mergedAt: fc.option(instants, { freq: 1 }),
    closedAt: fc.option(instants, { freq: 1 }),
    draft: fc.boolean(),
    additions: fc.nat({ max: 3 }),
    labels: fc.subarray(['bug', 'chore']),
    marks,
  },
  { requiredKeys: [] },
);

/** Any event of a pull request, even one that GitHub would never send. */
export function timelineEvents(): fc.Arbitrary<TimelineEvent<Actor>> {
  return fc.oneof(
    fc.record({ kind: fc.constant('snapshot'), at: instants, attributes }),
    fc.record({
      kind: fc.constantFrom(
        'ready_for_review',
        'converted_to_draft',
        'closed',
        'reopened',
        'merged',
      ),
      at: instants,
      actor: maybeActors,
    }),
    fc.record({
      kind: fc.constant('commit'),
      sha: ids,
      at: instants,
      committedAt: fc.option(instants),
      actor: maybeActors,
      coAuthors: fc.array(actors, { maxLength: 1 }),
      marks,
    }),
    reviewEvents(),
    fc.record({
      kind: fc.constant('response'),
      form: fc.constantFrom('review_comment', 'issue_comment'),
      commentId: ids,
      at: instants,
      actor: maybeActors,
    }),
    fc.record({
      kind: fc.constant('agent_work'),
      phase: fc.constantFrom('started', 'finished', 'failed'),
      at: instants,
      actor: maybeActors,
    }),
  );
}

/**
 * A pull request as the set of its events: opened at hour 0 or 1, and then anything, in any order,
 * with contradictions and ties.
 */
export function timelines(): fc.Arbitrary<readonly TimelineEvent<Actor>[]> {
  const opening = fc.record({
    kind: fc.constant('snapshot'),
    at: instants,
    attributes: attributes.map((known) => ({ ...known, createdAt: hour(1) })),
  });
  return fc
    .tuple(opening, fc.array(timelineEvents(), { maxLength: 14 }))
    .map(([first, rest]) => [first, ...rest]);
}

function reviewEvents(): fc.Arbitrary<TimelineEvent<Actor>> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('review'),
      reviewId: ids,
      at: instants,
      actor: maybeActors,
      state: fc.constantFrom(...reviewStates),
    }),
    fc.record({
      kind: fc.constant('review_dismissed'),
      reviewId: ids,
      at: instants,
      actor: maybeActors,
      previousState: fc.option(fc.constantFrom(...reviewStates)),
    }),
    fc.record({
      kind: fc.constant('review_requested'),
      at: instants,
      actor: maybeActors,
      reviewer: actors,
    }),
  );
}
