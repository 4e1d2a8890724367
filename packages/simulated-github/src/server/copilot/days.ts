import { dayOf, startOfDay } from '../../rest/instants.ts';

const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) so many days after another. */
export function daysAfter(day: string, days: number): string {
  return dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));
}

/** The last days up to and with a day, ascending. */
export function lastDays(day: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => daysAfter(day, index + 1 - count));
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = startOfDay(text);
  return !Number.isNaN(start.getTime()) && dayOf(start) === text;
}

/** The first instant after a day, in milliseconds since the epoch. */
export function endOfDayMs(day: string): number {
  return startOfDay(day).getTime() + DAY_MS;
}
