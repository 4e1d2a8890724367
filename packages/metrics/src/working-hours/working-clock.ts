import { dayNumber } from '../day-number.ts';
import { DAY_MILLISECONDS } from '../days.ts';
import { countBefore } from '../rollups/chronicle.ts';
import { weekdays, type DayHours, type WorkingCalendar } from './working-calendar.ts';
import { offsetSpells, zoneOffset, type OffsetSpell } from './zone-offset.ts';

/** A clock that runs only while people work. */
export type WorkingClock = {
  /** Working seconds of `[from, to)`, fractions kept; none where `to` is not later. */
  readonly secondsBetween: (from: Date, to: Date) => number;
};

/** Days that are laid out at a time; what was laid out is kept. */
const BLOCK_DAYS = 512;
const BLOCK = BLOCK_DAYS * DAY_MILLISECONDS;

/** Working spans of a block in the order of time, in milliseconds, and how much was worked before each. */
type Block = {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly before: Float64Array;
  readonly total: number;
};

/**
 * A clock by a calendar. An instant is worked if the clock on the wall of the zone shows a time within
 * the hours of its day, and that day is no holiday: an hour that a change of clocks skips is not
 * worked, one that it repeats is worked twice.
 *
 * A question costs two binary searches, however far apart the instants lie; days are laid out once.
 *
 * @throws {RangeError} if the zone, an hour or a holiday is none
 */
export function workingClock(calendar: WorkingCalendar): WorkingClock {
  const offsetAt = zoneOffset(calendar.zone);
  const minutesOf = hoursByDay(calendar);
  const blocks = new Map<number, Block>();
  const blockOf = (number: number): Block => {
    const known = blocks.get(number);
    if (known !== undefined) return known;
    const span = { from: number * BLOCK, to: (number + 1) * BLOCK };
    const block = layOut(offsetSpells(offsetAt, span), minutesOf);
    blocks.set(number, block);
    return block;
  };
  const worked = (instant: number): [number, number] => {
    const number = Math.floor(instant / BLOCK);
    return [number, workedBefore(blockOf(number), instant)];
  };
  return {
    secondsBetween: (from, to) => {
      if (to <= from) return 0;
      const [first, leftOut] = worked(from.getTime());
      const [last, within] = worked(to.getTime());
      let between = 0;
      for (let number = first; number < last; number += 1) between += blockOf(number).total;
      return (between + within - leftOut) / 1000;
    },
  };
}

type MinutesOf = (day: number) => { readonly from: number; readonly to: number } | null;

function hoursByDay({ hours, holidays }: WorkingCalendar): MinutesOf {
  const off = new Set(holidays.map(dayNumber));
  const week = weekdays.map((weekday) => toMinutes(hours[weekday]));
  // Day 0 was a Thursday.
  return (day) => (off.has(day) ? null : (week[(((day + 3) % 7) + 7) % 7] ?? null));
}

function toMinutes(hours: DayHours | null) {
  if (hours === null) return null;
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  if (to < from) throw new RangeError(`hours end before they begin: ${hours.from} to ${hours.to}`);
  return { from, to };
}

const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

function minuteOf(time: string): number {
  const [found, hours = '24', minutes = '0'] = TIME.exec(time) ?? [];
  if (found === undefined) throw new RangeError(`not a time of day: ${time}`);
  return Number(hours) * 60 + Number(minutes);
}

/** The working spans within stretches of one offset, day by day of the zone. */
function layOut(spells: readonly OffsetSpell[], minutesOf: MinutesOf): Block {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to, offset } of spells) {
    const lastDay = Math.floor((to - 1 + offset) / DAY_MILLISECONDS);
    for (let day = Math.floor((from + offset) / DAY_MILLISECONDS); day <= lastDay; day += 1) {
      const minutes = minutesOf(day);
      if (minutes === null) continue;
      const midnight = day * DAY_MILLISECONDS - offset;
      const start = Math.max(from, midnight + minutes.from * 60_000);
      const end = Math.min(to, midnight + minutes.to * 60_000);
      if (start < end) spans.push({ from: start, to: end });
    }
  }
  const before = new Float64Array(spans.length);
  let total = 0;
  for (const [place, { from, to }] of spans.entries()) {
    before[place] = total;
    total += to - from;
  }
  return {
    starts: Float64Array.from(spans, ({ from }) => from),
    ends: Float64Array.from(spans, ({ to }) => to),
    before,
    total,
  };
}

/** Milliseconds worked in a block before an instant. */
function workedBefore({ starts, ends, before }: Block, instant: number): number {
  const last = countBefore(starts, instant) - 1;
  const start = starts[last];
  if (start === undefined) return 0;
  return (before[last] ?? 0) + Math.min(instant, ends[last] ?? start) - start;
}
