import { DAY_MILLISECONDS, startOfDay } from './days.ts';
import type { Day } from './observations.ts';

/**
 * The number of a UTC day, counted from 1970-01-01: days as integers, for fast arithmetic.
 *
 * @throws {RangeError} if the text is no calendar day
 */
export function dayNumber(day: Day): number {
  return startOfDay(day).getTime() / DAY_MILLISECONDS;
}

/** The number of the UTC day that holds an instant, given in milliseconds since 1970. */
export function dayNumberAt(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MILLISECONDS);
}

/** The number of the Monday on or before a day; day 0 was a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
