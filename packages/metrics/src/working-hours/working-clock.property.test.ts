import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { addDays, dayOf } from '../days.ts';
import { weekdays, type WorkingCalendar } from './working-calendar.ts';
import { workingClock } from './working-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
);
const times = fc
  .tuple(fc.nat(24 * 60), fc.nat(24 * 60))
  .map(([a, b]) => ({ from: timeOf(Math.min(a, b)), to: timeOf(Math.max(a, b)) }));
const hours = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: times },
);
const week = fc.record({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
});
/** Around changes of clocks, and anywhere in between. */
const instants = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-03-08T07:00:00Z',
      '2026-11-01T06:00:00Z',
      '2026-04-04T15:00:00Z',
      '2011-12-30T10:00:00Z',
      '2026-02-15T02:00:00Z',
      '2026-06-15T00:00:00Z',
    ),
    fc.integer({ min: -36 * 60, max: 36 * 60 }),
  )
  .map(([text, minutes]) => new Date(Date.parse(text) + minutes * MINUTE));
const calendars: fc.Arbitrary<WorkingCalendar> = fc.record({
  zone: zones,
  hours: week,
  holidays: fc.array(instants.map(dayOf), { maxLength: 3 }),
});

function timeOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Every minute by itself, by what a clock on the wall would show. */
function minuteByMinute(calendar: WorkingCalendar, from: Date, to: Date): number {
  const wall = new Intl.DateTimeFormat('en-CA', {
    timeZone: calendar.zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  let seconds = 0;
  for (let at = from.getTime(); at < to.getTime(); at += MINUTE) {
    const [day = '', time = ''] = wall.format(at).split(', ');
    const weekday = weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'monday';
    const worked = calendar.hours[weekday];
    const isWorked = worked !== null && worked.from <= time && time < worked.to;
    if (isWorked && !calendar.holidays.includes(day)) seconds += 60;
  }
  return seconds;
}

test('is what a clock on the wall shows, minute by minute', () => {
  fc.assert(
    fc.property(calendars, instants, fc.nat(30 * 60), (calendar, from, minutes) => {
      const to = new Date(from.getTime() + minutes * MINUTE);

      expect(workingClock(calendar).secondsBetween(from, to)).toBe(
        minuteByMinute(calendar, from, to),
      );
    }),
  );
});

const moments = fc
  .tuple(instants, fc.integer({ min: -900 * 24 * HOUR, max: 900 * 24 * HOUR }))
  .map(([at, shift]) => new Date(at.getTime() + shift));

test('adjacent intervals add up, and none is longer than on the calendar', () => {
  const three = fc.tuple(moments, moments, moments);
  fc.assert(
    fc.property(calendars, three, (calendar, unordered) => {
      const [a, b, c] = unordered.toSorted((x, y) => x.getTime() - y.getTime());
      if (a === undefined || b === undefined || c === undefined) return;
      const clock = workingClock(calendar);
      const [first, second] = [clock.secondsBetween(a, b), clock.secondsBetween(b, c)];

      expect(first + second).toBeCloseTo(clock.secondsBetween(a, c), 6);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first).toBeLessThanOrEqual((b.getTime() - a.getTime()) / 1000);
    }),
  );
});

test('nothing is worked within a holiday, and one more holiday never adds to what is', () => {
  fc.assert(
    fc.property(calendars, moments, moments, (calendar, at, other) => {
      const day = dayOf(at);
      const free = { ...calendar, zone: 'UTC', holidays: [...calendar.holidays, day] };
      const [from, to] = [new Date(day), new Date(addDays(day, 1))];
      const worked = (of: WorkingCalendar) => workingClock(of).secondsBetween(at, other);

      expect(workingClock(free).secondsBetween(from, to)).toBe(0);
      expect(worked(free)).toBeLessThanOrEqual(worked({ ...free, holidays: calendar.holidays }));
    }),
  );
});

test('a calendar of whole days is the calendar', () => {
  const whole = { from: '00:00', to: '24:00' };
  fc.assert(
    fc.property(zones, moments, moments, (zone, from, to) => {
      const open = Object.fromEntries(weekdays.map((weekday) => [weekday, whole]));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each weekday
      const hoursOfWeek = open as WorkingCalendar['hours'];
      const clock = workingClock({ zone, hours: hoursOfWeek, holidays: [] });

      const calendar = Math.max(0, to.getTime() - from.getTime()) / 1000;
      expect(clock.secondsBetween(from, to)).toBeCloseTo(calendar, 6);
    }),
  );
});
