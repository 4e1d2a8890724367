import { mondayOf } from '../day-number.ts';
import type { PersonWeeks } from './bucket-facts.ts';
import { countBefore } from './chronicle.ts';

/** A day on which a person did something. */
export type PersonDay = { readonly personId: number; readonly day: number };

/** Days, as numbers, of a half-open span. */
export type DaySpan = { readonly from: number; readonly to: number };

/** Weeks in which people did something, in the order of time. */
export type WeekIndex = {
  readonly mondays: Float64Array;
  readonly people: Int32Array;
  /** The days of the week that count, Monday in bit 0. */
  readonly days: Uint8Array;
};

/**
 * Gathers the weeks, from Monday, in which people did something. The days of such a week count if
 * `counts` says so (membership of a team); the days of doing must be such days.
 */
export function indexWeeks(
  personDays: readonly PersonDay[],
  counts: (person: number, day: number) => boolean,
): WeekIndex {
  const weeks = new Map<number, Set<number>>();
  for (const { personId, day } of personDays) {
    const monday = mondayOf(day);
    const people = weeks.get(monday) ?? new Set<number>();
    weeks.set(monday, people.add(personId));
  }

  const rows = [...weeks]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([monday, people]) =>
      [...people]
        .toSorted((a, b) => a - b)
        .map((person) => ({ monday, person, days: daysCounted(person, monday, counts) })),
    );
  return {
    mondays: Float64Array.from(rows, (row) => row.monday),
    people: Int32Array.from(rows, (row) => row.person),
    days: Uint8Array.from(rows, (row) => row.days),
  };
}

function daysCounted(
  person: number,
  monday: number,
  counts: (person: number, day: number) => boolean,
): number {
  let mask = 0;
  for (let i = 0; i < 7; i += 1) if (counts(person, monday + i)) mask |= 1 << i;
  return mask;
}

/** Person-weeks of a span: for each person and week, the days that count and lie in it, over seven. */
export function personWeeksWithin(index: WeekIndex, span: DaySpan): PersonWeeks {
  const days = new Map<number, number>();
  let total = 0;
  const last = countBefore(index.mondays, span.to);
  for (let row = countBefore(index.mondays, mondayOf(span.from)); row < last; row += 1) {
    const inSpan = daysInSpan(index.mondays[row] ?? 0, span);
    const counted = bitCount((index.days[row] ?? 0) & inSpan);
    if (counted === 0) continue;
    const person = index.people[row] ?? 0;
    days.set(person, (days.get(person) ?? 0) + counted);
    total += counted;
  }
  return {
    total: total / 7,
    byPerson: new Map([...days].map(([person, counted]) => [person, counted / 7])),
  };
}

function daysInSpan(monday: number, span: DaySpan): number {
  const first = Math.max(0, span.from - monday);
  const end = Math.min(7, span.to - monday);
  return end <= first ? 0 : (1 << end) - (1 << first);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
