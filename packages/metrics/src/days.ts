import type { Day } from './observations.ts';

/** Milliseconds of a UTC day; UTC knows no daylight saving, so every day has as many. */
export const DAY_MILLISECONDS = 86_400_000;

/**
 * The UTC calendar day an instant falls on.
 *
 * @throws {RangeError} if the date is invalid
 */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/**
 * The first instant of a day, UTC midnight.
 *
 * @throws {RangeError} if `day` is no calendar day of the form `YYYY-MM-DD`
 */
export function startOfDay(day: Day): Date {
  const [year, month, date] = day.split('-').map(Number);
  const start = new Date(Date.UTC(year ?? Number.NaN, (month ?? Number.NaN) - 1, date));
  if (Number.isNaN(start.getTime()) || dayOf(start) !== day) {
    throw new RangeError(`not a calendar day: ${day}`);
  }
  return start;
}

/**
 * The day `days` later, or earlier if negative.
 *
 * @param days - a whole number
 * @throws {RangeError} if `day` is no calendar day
 */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(startOfDay(day).getTime() + days * DAY_MILLISECONDS));
}

/**
 * Whole days from one day to another; negative if `to` comes first.
 *
 * @throws {RangeError} if either is no calendar day
 */
export function daysBetween(from: Day, to: Day): number {
  return (startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MILLISECONDS;
}
