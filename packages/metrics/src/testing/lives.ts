import * as fc from 'fast-check';

import type { Actor } from '../accounts.ts';
import type { PullRequestAttributes, TimelineEvent } from '../timeline/events.ts';
import { author, hour, reviewer } from './events.ts';

type Change = 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged';
type State = PullRequestAttributes<Actor>;

/** A pull request that GitHub could have had, as webhooks and as a backfill tell it. */
export type Life = {
  /** The payload of every change, and the event of it. */
  readonly live: readonly TimelineEvent<Actor>[];
  /** The last payload alone, and every event. */
  readonly history: readonly TimelineEvent<Actor>[];
};

/**
 * Lives without contradiction: opened at hour 0, then one change an hour, each allowed by the state
 * before it, with reviews between.
 */
export function lives(): fc.Arbitrary<Life> {
  const step = fc.constantFrom('draft', 'close', 'merge', 'review', 'nothing');
  return fc
    .tuple(fc.boolean(), fc.array(step, { maxLength: 12 }))
    .map(([draft, steps]) => lifeOf(draft, steps));
}

function lifeOf(draft: boolean, steps: readonly string[]): Life {
  let state: State = {
    author,
    state: 'open',
    draft,
    createdAt: hour(0),
    mergedAt: null,
    closedAt: null,
  };
  const payloads: TimelineEvent<Actor>[] = [{ kind: 'snapshot', at: hour(0), attributes: state }];
  const events: TimelineEvent<Actor>[] = [];
  for (const [index, step] of steps.entries()) {
    const at = hour(index + 1);
    if (step === 'review') events.push(approval(index, at));
    const kind = changeOf(step, state);
    if (kind === null || state.mergedAt) continue;
    state = { ...state, ...effectOf(kind, at) };
    payloads.push({ kind: 'snapshot', at, attributes: state });
    events.push({ kind, at, actor: author });
  }
  return { live: [...payloads, ...events], history: [...payloads.slice(-1), ...events] };
}

function approval(index: number, at: Date): TimelineEvent<Actor> {
  return { kind: 'review', reviewId: String(index), at, actor: reviewer, state: 'approved' };
}

function changeOf(step: string, state: State): Change | null {
  if (step === 'draft') return state.draft === true ? 'ready_for_review' : 'converted_to_draft';
  if (step === 'close') return state.state === 'open' ? 'closed' : 'reopened';
  return step === 'merge' && state.state === 'open' ? 'merged' : null;
}

function effectOf(kind: Change, at: Date): State {
  const effects: Readonly<Record<Change, State>> = {
    ready_for_review: { draft: false },
    converted_to_draft: { draft: true },
    closed: { state: 'closed', closedAt: at },
    reopened: { state: 'open', closedAt: null },
    merged: { state: 'closed', closedAt: at, mergedAt: at },
  };
  return effects[kind];
}
