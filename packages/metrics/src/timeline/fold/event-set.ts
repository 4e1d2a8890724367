import type { Actor } from '../../accounts.ts';
import { canonicalJson } from '../canonical-json.ts';
import { eventIdentity } from '../event-key.ts';
import type { TimelineEvent, TimelineEventKind } from '../events.ts';

type OfKind<Event extends { readonly kind: unknown }, Kind> = Event extends unknown
  ? Kind extends Event['kind']
    ? Event
    : never
  : never;

/** Events of a kind, their accounts resolved. */
export type EventOf<Kind extends TimelineEventKind> = OfKind<TimelineEvent<Actor>, Kind>;

/** The events of one kind, in the order they came. */
export function ofKind<Kind extends TimelineEventKind>(
  events: readonly TimelineEvent<Actor>[],
  kind: Kind,
): readonly EventOf<Kind>[] {
  return events.filter(
    (event): event is EventOf<Kind> & TimelineEvent<Actor> => event.kind === kind,
  );
}

/**
 * The set behind a list of events, ordered by time, and of one instant by identity: each telling
 * once, and those of one commit put together. Payloads come first and may repeat, which no reader of
 * theirs notices; they are long and not worth comparing.
 */
export function distinctEvents(
  events: readonly TimelineEvent<Actor>[],
): readonly TimelineEvent<Actor>[] {
  const snapshots = ofKind(events, 'snapshot').toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const tellings = new Map<string, Exclude<TimelineEvent<Actor>, { kind: 'snapshot' }>>();
  for (const event of events) {
    if (event.kind !== 'snapshot') tellings.set(canonicalJson(event), event);
  }
  const told = [...tellings.keys()].toSorted(compareTexts).flatMap((key) => {
    const event = tellings.get(key);
    return event === undefined ? [] : [event];
  });
  const commits = joinCommits(ofKind(told, 'commit'));
  const others = [...commits, ...told.filter((event) => event.kind !== 'commit')]
    .map((event) => ({ event, at: event.at.getTime(), identity: eventIdentity(event) }))
    .toSorted((a, b) => a.at - b.at || compareTexts(a.identity, b.identity))
    .map(({ event }) => event);
  return [...snapshots, ...others];
}

/** Each commit once, with everything that any telling of it knows. */
function joinCommits(tellings: readonly EventOf<'commit'>[]): EventOf<'commit'>[] {
  return [...groupBy(tellings, (commit) => commit.sha).values()].flatMap((ofOne) => {
    const earliestTold = ofOne.reduce((a, b) => (b.at < a.at ? b : a));
    return [
      {
        ...earliestTold,
        actor: ofOne.find(({ actor }) => actor !== null)?.actor ?? null,
        committedAt: ofOne.find(({ committedAt }) => committedAt !== null)?.committedAt ?? null,
        coAuthors: distinct(ofOne.flatMap(({ coAuthors }) => coAuthors)),
        marks: distinct(ofOne.flatMap(({ marks }) => marks)),
      },
    ];
  });
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [canonicalJson(item), item])).values()];
}

/** Negative, zero or positive as `a` sorts before, with or after `b`, by code units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The smallest of the instants, in milliseconds, or `null` of none. */
export function earliest(instants: readonly number[]): number | null {
  return instants.reduce<number | null>(
    (least, instant) => (least === null || instant < least ? instant : least),
    null,
  );
}

/** The events by a text of theirs, each group in the order they came. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
