import type { Actor } from '../../accounts.ts';
import { canonicalJson } from '../canonical-json.ts';
import { eventKey } from '../event-key.ts';
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
 * The set behind a list of events, ordered by time: each key once (the earliest, should copies
 * differ), and of one instant by key. Payloads come first and may repeat, which no reader of theirs
 * notices; their keys are digests and not worth taking.
 */
export function distinctEvents(
  events: readonly TimelineEvent<Actor>[],
): readonly TimelineEvent<Actor>[] {
  const snapshots = ofKind(events, 'snapshot').toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const keyed = events
    .filter((event) => event.kind !== 'snapshot')
    .map((event) => ({ event, at: event.at.getTime(), key: eventKey(event) }))
    .toSorted(
      (a, b) =>
        a.at - b.at ||
        compareTexts(a.key, b.key) ||
        compareTexts(canonicalJson(a.event), canonicalJson(b.event)),
    );

  const seen = new Set<string>();
  const others = keyed.flatMap(({ event, key }) => {
    if (seen.has(key)) return [];
    seen.add(key);
    return [event];
  });
  return [...snapshots, ...others];
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
