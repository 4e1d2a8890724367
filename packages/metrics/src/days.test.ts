import { expect, test } from 'vitest';

import { addDays, dayOf, daysBetween, startOfDay } from './days.ts';
import { bucketOf, bucketsIn, nextBucket, startOfMonth, startOfWeek } from './window.ts';

const at = (text: string) => new Date(text);

test('days are counted over months, years and leap days', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
  expect(daysBetween('2026-03-02', '2026-02-27')).toBe(-3);
});

test('an instant belongs to its UTC day', () => {
  expect(dayOf(at('2026-03-02T00:00:00.000Z'))).toBe('2026-03-02');
  expect(dayOf(at('2026-03-02T00:30:00.000+01:00'))).toBe('2026-03-01');
});

test.each(['2026-02-30', '2026-3-1', 'today', '2026-03-01T00:00'])('%s is no day', (text) => {
  expect(() => startOfDay(text)).toThrow(RangeError);
});

test('weeks start on Monday, months on the first', () => {
  expect(startOfWeek(at('2026-03-01T23:59:59.999Z'))).toEqual(at('2026-02-23T00:00:00.000Z'));
  expect(startOfWeek(at('2026-03-02T00:00:00.000Z'))).toEqual(at('2026-03-02T00:00:00.000Z'));
  expect(startOfMonth(at('2026-12-31T12:00:00.000Z'))).toEqual(at('2026-12-01T00:00:00.000Z'));
});

test('buckets are half-open and follow each other without a gap', () => {
  const december = bucketOf('month', at('2026-12-31T23:59:59.999Z'));

  expect(december).toEqual({ from: at('2026-12-01'), to: at('2027-01-01') });
  expect(nextBucket('month', december)).toEqual({ from: at('2027-01-01'), to: at('2027-02-01') });
  expect(nextBucket('week', bucketOf('week', at('2026-03-05')))).toEqual({
    from: at('2026-03-09'),
    to: at('2026-03-16'),
  });
});

test('a window meets every bucket that it overlaps, and an empty one none', () => {
  const window = { from: at('2026-03-01T12:00:00Z'), to: at('2026-03-03') };

  expect(bucketsIn('day', window).map(({ from }) => dayOf(from))).toEqual([
    '2026-03-01',
    '2026-03-02',
  ]);
  expect(bucketsIn('day', { from: window.from, to: window.from })).toEqual([]);
});
