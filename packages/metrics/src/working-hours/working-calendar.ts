import type { Day } from '../observations.ts';
import { canonicalJson } from '../timeline/canonical-json.ts';
import { stableHash } from '../timeline/stable-hash.ts';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours of a day by the clock on the wall, `[from, to)`: `09:00` to `17:30`. `to` may be `24:00`. */
export type DayHours = { readonly from: string; readonly to: string };

/** When people work: in a zone, by the day of the week, on holidays not at all. */
export type WorkingCalendar = {
  /** A name of the IANA time zone database. */
  readonly zone: string;
  /** Null is a day off. */
  readonly hours: Readonly<Record<Weekday, DayHours | null>>;
  /** Days of the zone on which nobody works, in any order. */
  readonly holidays: readonly Day[];
};

/** Tells calendars apart: equal for two that count every second alike, in whatever order they are told. */
export function calendarKey({ zone, hours, holidays }: WorkingCalendar): string {
  const told = { zone, hours, holidays: [...new Set(holidays)].toSorted() };
  return stableHash(canonicalJson(told));
}
