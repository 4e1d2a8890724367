import { TAKEN_AS_ALWAYS, type Day } from '@uplift/metrics';

/** A time in a team, `[from, to)`; `to` is null while it lasts. */
export type Interval = { readonly from: Day; readonly to: Day | null };

/** What a source says of a person's time in one team. */
export type MembershipWord =
  | { readonly kind: 'interval'; readonly from: Day; readonly to: Day | null }
  | { readonly kind: 'absent'; readonly from: Day; readonly to: Day }
  | { readonly kind: 'added' | 'removed'; readonly on: Day };

/**
 * A person's times in one team, after what sources said of it. Times that overlap become one; of two
 * that begin on the same day the one with a known end stands. Joining opens a time unless one lasts
 * already, leaving ends the one that lasts. Having been absent is taken out of a time whose beginning
 * is only assumed. Saying the same again changes nothing.
 *
 * @param stored - the times known so far
 * @returns in order, without overlap
 */
export function mergeMemberships(
  stored: readonly Interval[],
  words: readonly MembershipWord[],
): Interval[] {
  const stated = words.flatMap((word) => (word.kind === 'interval' ? [word] : []));
  const known = joinOverlaps([
    ...stored,
    ...stated.filter(({ from, to }) => to === null || to > from),
  ]);
  // The latest first: what is left before it still begins as was assumed.
  const absent = words
    .flatMap((word) => (word.kind === 'absent' ? [word] : []))
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  const changes = words
    .flatMap((word) => (word.kind === 'added' || word.kind === 'removed' ? [word] : []))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return changes.reduce(applyChange, absent.reduce(withoutAbsence, known));
}

function withoutAbsence(
  intervals: Interval[],
  absence: { readonly from: Day; readonly to: Day },
): Interval[] {
  return intervals.flatMap((interval) => {
    const { from, to } = interval;
    const isApart = absence.from >= absence.to || (to !== null && to <= absence.from);
    if (from !== TAKEN_AS_ALWAYS || isApart) return [interval];
    const parts = [
      { from, to: absence.from },
      { from: absence.to, to },
    ];
    return parts.filter((part) => part.to === null || part.from < part.to);
  });
}

function joinOverlaps(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const { from, to } of intervals.toSorted(byStart)) {
    const last = joined.at(-1);
    const apart = last === undefined || (last.from < from && last.to !== null && last.to <= from);
    if (apart) joined.push({ from, to });
    else joined[joined.length - 1] = { from: last.from, to: jointEnd(last, { from, to }) };
  }
  return joined;
}

function byStart(a: Interval, b: Interval): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return (a.to ?? '~') < (b.to ?? '~') ? -1 : 1;
}

/** A time that began later and still lasts outlasts any end; else the last known end stands. */
function jointEnd(earlier: Interval, later: Interval): Day | null {
  if (later.to === null && later.from > earlier.from) return null;
  const ends = [earlier.to, later.to].flatMap((end) => (end === null ? [] : [end]));
  return ends.toSorted().at(-1) ?? null;
}

function applyChange(
  intervals: Interval[],
  change: { readonly kind: 'added' | 'removed'; readonly on: Day },
): Interval[] {
  const { kind, on } = change;
  const current = intervals.find(
    ({ from, to }) => from <= on && (to === null || to > on || from === on),
  );
  if (kind === 'added') {
    if (current !== undefined) return intervals;
    const next = intervals.find(({ from }) => from > on);
    return [...intervals, { from: on, to: next?.from ?? null }].toSorted(byStart);
  }
  if (current === undefined || current.to !== null) return intervals;
  return intervals.map((interval) =>
    interval === current ? { from: interval.from, to: on } : interval,
  );
}
