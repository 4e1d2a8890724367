import { DAY_MILLISECONDS, startOfWeek, type Window } from '@uplift/metrics';

import { invalidRequest } from './parse.ts';

/** A window as a request states it, and how long it is unless told. */
export type WindowRequest = {
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  /** Where it begins unless told, by where it ends. */
  readonly defaultFrom: (to: Date) => Date;
  readonly now: Date;
};

/**
 * The half-open window that a request means: up to now, unless told.
 *
 * @throws {ProblemError} 400 if it is empty
 */
export function resolveWindow({ from, to, defaultFrom, now }: WindowRequest): Window {
  const end = to ?? (from !== undefined && from >= now ? from : now);
  const start = from ?? defaultFrom(end);
  if (start < end) return { from: start, to: end };
  const [name, detail] =
    to === undefined ? ['from', 'must be earlier than now'] : ['to', 'must be later than from'];
  throw invalidRequest([{ in: 'query', name, detail }]);
}

const MEASURED_WEEKS = 26;
const MOST_MEASURED_YEARS = 5;

/**
 * The window that a request for figures means: half a year of whole weeks up to now unless told, five
 * years at most.
 *
 * @throws {ProblemError} 400 if it is empty or too long
 */
export function measuredWindow(
  { from, to }: Pick<WindowRequest, 'from' | 'to'>,
  now: Date,
): Window {
  const window = resolveWindow({ from, to, defaultFrom: weeksUpTo(MEASURED_WEEKS), now });
  requireAtMostYears(window, MOST_MEASURED_YEARS);
  return window;
}

/** So many days before the end. */
export function daysBefore(days: number): (to: Date) => Date {
  return (to) => new Date(to.getTime() - days * DAY_MILLISECONDS);
}

/** The Monday that makes so many weeks, the last one being that of the end. */
export function weeksUpTo(weeks: number): (to: Date) => Date {
  return (to) => daysBefore((weeks - 1) * 7)(startOfWeek(new Date(to.getTime() - 1)));
}

/** @throws {ProblemError} 400 if the window is longer than `years` */
function requireAtMostYears(window: Window, years: number): void {
  const latest = new Date(window.from);
  latest.setUTCFullYear(latest.getUTCFullYear() + years);
  if (window.to <= latest) return;
  throw invalidRequest([
    { in: 'query', name: 'from', detail: `must be at most ${years} years before to` },
  ]);
}
