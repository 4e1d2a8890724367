import type { Day } from '@uplift/metrics';

export const DAY_SECONDS = 86_400;
const DAY_MILLISECONDS = DAY_SECONDS * 1000;

/** Whole UTC days since 1970-01-01 at an instant. */
export function dayNumberAt(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MILLISECONDS);
}

/**
 * Whole UTC days from 1970-01-01 to a calendar day.
 *
 * @throws {RangeError} if the text is no calendar day
 */
export function dayNumberOf(day: Day): number {
  const milliseconds = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a calendar day: ${day}`);
  return Math.round(milliseconds / DAY_MILLISECONDS);
}

/** The calendar day of a day number. */
export function dayOf(dayNumber: number): Day {
  return startOfDay(dayNumber).toISOString().slice(0, 10);
}

/** Midnight UTC at which a day begins. */
export function startOfDay(dayNumber: number): Date {
  return new Date(dayNumber * DAY_MILLISECONDS);
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

/** A running number of ISO weeks (Monday to Sunday, UTC); 1 is the week of 1970-01-05. */
export function weekOf(dayNumber: number): number {
  return Math.floor((dayNumber + 3) / 7);
}
