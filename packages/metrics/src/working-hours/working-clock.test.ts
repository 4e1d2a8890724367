import { expect, test } from 'vitest';

import { calendarKey, type WorkingCalendar } from './working-calendar.ts';
import { workingClock } from './working-clock.ts';
import { workingStageSeconds } from './working-stage-seconds.ts';

const NINE_TO_FIVE = { from: '09:00', to: '17:00' };
const office: WorkingCalendar = {
  zone: 'Europe/Berlin',
  hours: {
    monday: NINE_TO_FIVE,
    tuesday: NINE_TO_FIVE,
    wednesday: NINE_TO_FIVE,
    thursday: NINE_TO_FIVE,
    friday: { from: '09:00', to: '15:00' },
    saturday: null,
    sunday: null,
  },
  holidays: ['2026-05-01', '2026-12-25'],
};
const always = { from: '00:00', to: '24:00' };
const nightShift = (hours: { from: string; to: string }): WorkingCalendar => ({
  zone: 'Europe/Berlin',
  hours: {
    monday: null,
    tuesday: null,
    wednesday: null,
    thursday: null,
    friday: null,
    saturday: null,
    sunday: hours,
  },
  holidays: [],
});

const hoursBetween = (calendar: WorkingCalendar, from: string, to: string) =>
  workingClock(calendar).secondsBetween(new Date(from), new Date(to)) / 3600;

test.each([
  // Berlin is an hour ahead of UTC in winter, two in summer.
  ['within a day', '2026-03-02T10:00:00Z', '2026-03-02T11:30:00Z', 1.5],
  ['before the day begins', '2026-03-02T00:00:00Z', '2026-03-02T08:30:00Z', 0.5],
  ['over night', '2026-03-02T15:00:00Z', '2026-03-03T09:00:00Z', 2],
  ['over a weekend', '2026-03-06T13:00:00Z', '2026-03-09T09:00:00Z', 2],
  ['over a holiday, a Friday', '2026-04-30T14:00:00Z', '2026-05-04T08:00:00Z', 2],
  ['within a holiday', '2026-12-25T08:00:00Z', '2026-12-25T16:00:00Z', 0],
  ['a whole week', '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z', 38],
  ['the week in which clocks go on, all of it', '2026-03-23T00:00:00Z', '2026-03-30T00:00:00Z', 38],
  ['a day in summer begins an hour earlier', '2026-07-06T00:00:00Z', '2026-07-06T08:00:00Z', 1],
  ['backwards', '2026-03-03T10:00:00Z', '2026-03-02T10:00:00Z', 0],
  ['no time', '2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z', 0],
])('%s', (...[, from, to, hours]) => {
  expect(hoursBetween(office, from, to)).toBe(hours);
});

test.each([
  ['a skipped hour is not worked', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z', 7],
  ['a repeated hour is worked twice', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z', 9],
])('at a change of clocks %s', (...[, from, to, hours]) => {
  expect(hoursBetween(nightShift({ from: '00:00', to: '08:00' }), from, to)).toBe(hours);
});

test('hours that begin within the repeated hour are worked in both of its turns', () => {
  // 02:30 to 03:00, first by summer time and then by winter time, and 03:00 to 04:00.
  const shift = nightShift({ from: '02:30', to: '04:00' });

  expect(hoursBetween(shift, '2026-10-25T00:00:00Z', '2026-10-26T00:00:00Z')).toBe(2);
});

test('a zone that left out a whole day did not work on it', () => {
  const hours = office.hours;
  // Samoa had no 30 December 2011, a Friday.
  const apia = { zone: 'Pacific/Apia', hours: { ...hours, saturday: always }, holidays: [] };

  // Thursday the 29th of 8 hours began at 10:00 UTC; right after it came Saturday the 31st of 24.
  expect(hoursBetween(apia, '2011-12-29T10:00:00Z', '2012-01-01T00:00:00Z')).toBe(8 + 24);
});

test('days of no length and open days', () => {
  const none = nightShift({ from: '08:00', to: '08:00' });
  expect(hoursBetween(none, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(0);
  const whole = nightShift(always);
  expect(hoursBetween(whole, '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toBe(23);
});

test('years apart, and fractions of seconds', () => {
  // 261 weeks.
  const plain = { ...office, zone: 'UTC', holidays: [] };
  expect(hoursBetween(plain, '2026-01-05T00:00:00Z', '2031-01-06T00:00:00Z')).toBe(261 * 38);
  const clock = workingClock(plain);
  const [from, to] = [new Date('2026-01-05T08:59:59.250Z'), new Date('2026-01-05T09:00:00.750Z')];
  expect(clock.secondsBetween(from, to)).toBe(0.75);
});

test.each([
  ['a zone', { ...office, zone: 'Mars/Base' }],
  ['an hour', nightShift({ from: '9:00', to: '17:00' })],
  ['hours in order', nightShift({ from: '17:00', to: '09:00' })],
  ['a holiday', { ...office, holidays: ['2026-02-30'] }],
])('refuses what is not %s', (_, calendar) => {
  expect(() => workingClock(calendar)).toThrow(RangeError);
});

test('a key tells calendars apart, whatever the order and repetition of holidays', () => {
  const key = calendarKey(office);

  expect(calendarKey({ ...office, holidays: ['2026-12-25', '2026-05-01', '2026-05-01'] })).toBe(
    key,
  );
  expect(calendarKey({ ...office, holidays: ['2026-12-25'] })).not.toBe(key);
  expect(calendarKey({ ...office, zone: 'UTC' })).not.toBe(key);
});

test('stages are measured by the same clock, open ones up to an instant', () => {
  const clock = workingClock(office);
  const segments = [
    {
      stage: 'coding' as const,
      from: new Date('2026-03-02T15:00:00Z'),
      to: new Date('2026-03-03T09:00:00Z'),
    },
    { stage: 'pickup' as const, from: new Date('2026-03-03T09:00:00Z'), to: null },
  ];
  const asOf = new Date('2026-03-03T12:00:00Z');

  expect(workingStageSeconds({ segments }, { clock, asOf })).toEqual({
    coding: 2 * 3600,
    pickup: 3 * 3600,
    review: 0,
    merge: 0,
  });
  expect(() => workingStageSeconds({ segments }, { clock, asOf: null })).toThrow(RangeError);
});
