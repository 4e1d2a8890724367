import type { Grain } from '../api/series.ts';
import { compact, USUAL_GRAIN, USUAL_PERIOD, type Authorship, type View } from './view.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** A half-open window of UTC days. */
export type DayWindow = { readonly from: string; readonly to: string };

/** What is asked of the API: an organisation, a window, a grain, and what narrows them. */
export type Scope = DayWindow & {
  readonly org: string;
  readonly grain: Grain;
  readonly team?: string;
  readonly repository?: string;
  readonly authorship?: Authorship;
};

/** What a view asks of the API on a day. */
export function scopeOf(org: string, view: View, today: Date): Scope {
  const { team, repository, authorship } = view;
  const narrowed = compact({ team, repository, authorship });
  return { org, grain: view.grain ?? USUAL_GRAIN, ...windowOf(view, today), ...narrowed };
}

/** The window of a view: fixed, or so many whole weeks and the running one up to today. */
export function windowOf(view: View, today: Date): DayWindow {
  if (view.from !== undefined && view.to !== undefined) return { from: view.from, to: view.to };
  const weeks = Number.parseInt(view.period ?? USUAL_PERIOD, 10);
  const running = mondayOf(today);
  return {
    from: dayOf(new Date(running - weeks * WEEK)),
    to: dayOf(new Date(Math.floor(today.getTime() / DAY) * DAY + DAY)),
  };
}

/** The usual number of whole weeks, the last of them that of an instant. */
export function windowUpTo(instant: Date): DayWindow {
  const end = mondayOf(instant) + WEEK;
  const weeks = Number.parseInt(USUAL_PERIOD, 10);
  return { from: dayOf(new Date(end - weeks * WEEK)), to: dayOf(new Date(end)) };
}

/** The first instant of the UTC week, from Monday. */
function mondayOf(instant: Date): number {
  const day = Math.floor(instant.getTime() / DAY);
  // The first day of the epoch was a Thursday.
  return (day - ((day + 3) % 7)) * DAY;
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
