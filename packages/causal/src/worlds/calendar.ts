import { startOfDay, weekdayOf } from '../calendar/days.ts';

/** How much work is begun on a day, by weekday from Monday on; 1 is an ordinary day. */
const weekdayShares = [0.95, 1.08, 1.08, 1.04, 0.85, 0.04, 0.03];

/** Public holidays, the same every year, as month × 100 + day. */
const publicHolidays = new Set([106, 501, 1003, 1101]);

/** The dip of July and August: not everybody is away at once. */
const SUMMER_SHARE = 0.72;
/** From Christmas Eve to New Year's Day hardly anybody works. */
const YEAR_END_SHARE = 0.08;
const HOLIDAY_SHARE = 0.04;

/**
 * How much work an organisation begins on a UTC day, relative to an ordinary working day: weekends
 * and public holidays are quiet, the year's end stands still, summer is thin.
 */
export function workloadOf(dayNumber: number): number {
  const date = startOfDay(dayNumber);
  const monthAndDay = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const weekday = weekdayShares[weekdayOf(dayNumber)] ?? 0;
  if (publicHolidays.has(monthAndDay)) return weekday * HOLIDAY_SHARE;
  if (monthAndDay >= 1224 || monthAndDay <= 101) return weekday * YEAR_END_SHARE;
  if (monthAndDay >= 713 && monthAndDay <= 823) return weekday * SUMMER_SHARE;
  return weekday;
}

/** Whether people are expected at work on a UTC day. */
export function isWorkday(dayNumber: number): boolean {
  return workloadOf(dayNumber) > 0.5;
}
