import { describe, expect, it } from 'vitest';
import { dayNumberAt, dayNumberOf, dayOf, weekOf, weekdayOf } from './days.ts';

describe('days', () => {
  it.each([
    ['1970-01-01', 3],
    ['1969-12-29', 0],
    ['2026-03-01', 6],
    ['2026-03-02', 0],
  ])('knows the weekday of %s, Monday being 0', (day, weekday) => {
    expect(weekdayOf(dayNumberOf(day))).toBe(weekday);
  });

  it('begins a week on Monday', () => {
    const sunday = weekOf(dayNumberOf('2026-03-01'));

    expect(weekOf(dayNumberOf('2026-02-23'))).toBe(sunday);
    expect(weekOf(dayNumberOf('2026-03-02'))).toBe(sunday + 1);
  });

  it('takes the last instant of a day for that day', () => {
    expect(dayOf(dayNumberAt(new Date('2026-03-01T23:59:59.999Z')))).toBe('2026-03-01');
  });

  it('refuses what is no day', () => {
    expect(() => dayNumberOf('2026-13-01')).toThrow(RangeError);
  });
});
