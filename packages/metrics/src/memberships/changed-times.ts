import type { Day } from '../observations.ts';

/** A time in a team, `[from, to)`; `to` is null while it lasts. */
export type MembershipTime = { readonly from: Day; readonly to: Day | null };

/** The days that are in one of the two and not in the other, as times in order that do not touch. */
export function changedTimes(
  before: readonly MembershipTime[],
  after: readonly MembershipTime[],
): MembershipTime[] {
  const cuts = [...before, ...after].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const days = [...new Set(cuts)].toSorted();
  const changed: { from: Day; to: Day | null }[] = [];
  for (const [place, from] of days.entries()) {
    if (isWithin(from, before) === isWithin(from, after)) continue;
    const to = days[place + 1] ?? null;
    const last = changed.at(-1);
    if (last?.to === from) last.to = to;
    else changed.push({ from, to });
  }
  return changed;
}

function isWithin(day: Day, times: readonly MembershipTime[]): boolean {
  return times.some(({ from, to }) => from <= day && (to === null || day < to));
}
