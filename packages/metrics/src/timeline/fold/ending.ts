import type { Actor } from '../../accounts.ts';
import type { PullRequestState } from '../../facts.ts';
import type { TimelineEvent } from '../events.ts';
import { latestAttribute } from './attributes.ts';
import { type EventOf, earliest, ofKind } from './event-set.ts';

/** How a pull request ended, if it did; instants in milliseconds. */
export type Ending = {
  readonly state: PullRequestState;
  /** The merge, else the last close; `null` while open. Nothing after it counts. */
  readonly end: number | null;
  readonly reopened: boolean;
};

/**
 * A sign of being open or closed: a transition tells the instant of the change, an observation (the
 * state in a payload) only that it was so by then.
 */
type Sign = {
  readonly at: number;
  readonly rank: 'observation' | 'transition';
  readonly state: 'open' | 'closed';
};

/**
 * The end of a pull request: its merge, the earliest any payload states or else the `merged` event,
 * for a merge is never undone; else its last close, unless it was opened again or seen open later.
 */
export function findEnding(events: readonly TimelineEvent<Actor>[]): Ending {
  const snapshots = ofKind(events, 'snapshot');
  const merge = findMerge(events, snapshots);
  const signs = orderedSigns(events, snapshots);
  if (merge !== null) {
    const { reopened } = followSigns(signs.filter((sign) => sign.at <= merge));
    return { state: 'merged', end: merge, reopened };
  }

  const { closedAt, reopened } = followSigns(signs);
  return { state: closedAt === null ? 'open' : 'closed', end: closedAt, reopened };
}

function findMerge(
  events: readonly TimelineEvent<Actor>[],
  snapshots: readonly EventOf<'snapshot'>[],
): number | null {
  const stated = snapshots.flatMap(({ attributes }) => attributes.mergedAt?.getTime() ?? []);
  const seen = ofKind(events, 'merged').map((event) => event.at.getTime());
  return earliest(stated) ?? earliest(seen);
}

function followSigns(signs: readonly Sign[]): {
  readonly closedAt: number | null;
  readonly reopened: boolean;
} {
  let closedAt: number | null = null;
  let reopened = false;
  for (const { at, rank, state } of signs) {
    if (state === 'open') {
      reopened ||= closedAt !== null || rank === 'transition';
      closedAt = null;
    } else {
      closedAt = rank === 'transition' ? at : (closedAt ?? at);
    }
  }
  return { closedAt, reopened };
}

/**
 * In time; of one instant observations first, so that transitions beat them. A close and a
 * reopening of one instant end in the state that the newest payload shows.
 */
function orderedSigns(
  events: readonly TimelineEvent<Actor>[],
  snapshots: readonly EventOf<'snapshot'>[],
): readonly Sign[] {
  const lastState = latestAttribute(snapshots, 'state') ?? 'closed';
  const order = (sign: Sign): number => {
    if (sign.rank === 'observation') return sign.state === 'closed' ? 0 : 1;
    return sign.state === lastState ? 3 : 2;
  };
  return [...snapshotSigns(snapshots), ...eventSigns(events)].toSorted(
    (a, b) => a.at - b.at || order(a) - order(b),
  );
}

function snapshotSigns(snapshots: readonly EventOf<'snapshot'>[]): readonly Sign[] {
  return snapshots.flatMap(({ at, attributes: { state, closedAt } }): Sign[] => [
    ...(state === undefined ? [] : [{ at: at.getTime(), rank: 'observation', state } as const]),
    ...(closedAt ? [{ at: closedAt.getTime(), rank: 'transition', state: 'closed' } as const] : []),
  ]);
}

function eventSigns(events: readonly TimelineEvent<Actor>[]): readonly Sign[] {
  return [...ofKind(events, 'closed'), ...ofKind(events, 'reopened')].map(({ kind, at }) => ({
    at: at.getTime(),
    rank: 'transition',
    state: kind === 'closed' ? 'closed' : 'open',
  }));
}
