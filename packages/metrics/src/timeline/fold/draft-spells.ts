import type { Actor } from '../../accounts.ts';
import type { TimelineEvent } from '../events.ts';
import { type EventOf, ofKind } from './event-set.ts';

/** A stretch of being a draft, `[from, to)` in milliseconds; `to` is infinite where it lasts. */
export type DraftSpell = { readonly from: number; readonly to: number };

export type DraftHistory = {
  readonly spells: readonly DraftSpell[];
  /** First time ready for review, in milliseconds; `null` if never. */
  readonly readyAt: number | null;
  /** Whether it ended, or still is, a draft. */
  readonly draft: boolean;
  /** Whether a change was inferred from payloads, since no event tells of it. */
  readonly inferred: boolean;
};

/** At which instants what is said: that it became, or that it was seen, a draft or not. */
type Signs = ReadonlyMap<number, ReadonlySet<boolean>>;

/**
 * When the pull request was a draft, up to its end.
 *
 * The earliest draft or ready event tells what it was at creation, else the earliest payload, where
 * a missing flag means "no draft". An event after the end is asked only where no payload is as old
 * as the end: it changes nothing, but a payload younger than it would mislead. A later payload that contradicts the events around it strictly
 * betrays a lost event: the change is then taken to be at that payload, or one lost delivery would
 * make the rest of a pull request's life coding.
 *
 * @param events - ordered, those after the end included
 * @param openedAt - in milliseconds; changes before it take effect at it
 * @param end - in milliseconds, infinite while open
 */
export function findDraftHistory(
  events: readonly TimelineEvent<Actor>[],
  openedAt: number,
  end: number,
): DraftHistory {
  const changes = changesOf(events.filter((event) => event.at.getTime() <= end));
  const snapshots = ofKind(events, 'snapshot');
  const firstChange = changes.keys().next().value ?? Number.NEGATIVE_INFINITY;
  const sightings = sightingsOf(snapshots, { after: firstChange, until: end });
  const initial = wasDraftAtCreation(events, end);

  const instants = new Set([...changes.keys(), ...sightings.keys()]);
  let [draft, inferred] = [initial, false];
  let readyAt = initial ? null : openedAt;
  let since = openedAt;
  const spells: DraftSpell[] = [];
  for (const instant of [...instants].toSorted((a, b) => a - b)) {
    const at = Math.max(instant, openedAt);
    const step = stepAt(draft, changes.get(instant), sightings.get(instant));
    inferred ||= step.inferred;
    if (step.wasReady) readyAt ??= at;
    if (draft && !step.draft) spells.push({ from: since, to: at });
    if (!draft && step.draft) since = at;
    draft = step.draft;
  }
  if (draft) spells.push({ from: since, to: Number.POSITIVE_INFINITY });
  return { spells, readyAt, draft, inferred };
}

/** What one instant makes of the state before it. */
function stepAt(
  before: boolean,
  changes: ReadonlySet<boolean> = new Set(),
  sightings: ReadonlySet<boolean> = new Set(),
): { readonly draft: boolean; readonly wasReady: boolean; readonly inferred: boolean } {
  // A change there and back within one instant leaves things as they were.
  const changed = changes.size === 1 ? changes.has(true) : before;
  const explained = before === changed && changes.size < 2 ? [before] : [true, false];
  const inferred = [...sightings].some((seen) => !explained.includes(seen));
  const draft = inferred ? !before : changed;
  return { draft, wasReady: !draft || changes.has(false), inferred };
}

function wasDraftAtCreation(events: readonly TimelineEvent<Actor>[], end: number): boolean {
  const snapshots = ofKind(events, 'snapshot');
  const [oldest] = snapshots;
  const [first] = changesOf(events);
  const isSilent = first === undefined || first[1].size > 1;
  const isSeenBefore = oldest !== undefined && oldest.at.getTime() <= end;
  if (!isSilent && (first[0] <= end || !isSeenBefore)) return !first[1].has(true);

  const rivals = snapshots.filter(({ at }) => at.getTime() === oldest?.at.getTime());
  return rivals.some(({ attributes }) => attributes.draft === true);
}

function changesOf(events: readonly TimelineEvent<Actor>[]): Signs {
  const changes = new Map<number, Set<boolean>>();
  for (const { kind, at } of events) {
    if (kind === 'converted_to_draft') note(changes, at.getTime(), true);
    if (kind === 'ready_for_review') note(changes, at.getTime(), false);
  }
  return changes;
}

function sightingsOf(
  snapshots: readonly EventOf<'snapshot'>[],
  span: { readonly after: number; readonly until: number },
): Signs {
  const sightings = new Map<number, Set<boolean>>();
  for (const { at, attributes } of snapshots) {
    const instant = at.getTime();
    if (attributes.draft === undefined || instant <= span.after || instant > span.until) continue;
    note(sightings, instant, attributes.draft);
  }
  return sightings;
}

function note(signs: Map<number, Set<boolean>>, at: number, draft: boolean): void {
  const known = signs.get(at) ?? new Set<boolean>();
  signs.set(at, known.add(draft));
}
