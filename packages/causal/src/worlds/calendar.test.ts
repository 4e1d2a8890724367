import { describe, expect, it } from 'vitest';
import { dayNumberOf } from '../calendar/days.ts';
import { isWorkday, workloadOf } from './calendar.ts';

describe('workloadOf', () => {
  it.each([
    ['2026-03-04', 'an ordinary Wednesday', 1.08],
    ['2026-03-07', 'a Saturday', 0.04],
    ['2026-07-15', 'a Wednesday in summer', 0.7776],
    ['2025-12-24', 'Christmas Eve, a Wednesday', 0.0864],
    ['2026-01-01', "New Year's Day, a Thursday", 0.0832],
    ['2026-05-01', 'a holiday, a Friday', 0.034],
  ])('is known for %s, %s', (day, _, share) => {
    expect(workloadOf(dayNumberOf(day))).toBeCloseTo(share, 10);
  });
});

describe('isWorkday', () => {
  it('counts summer days in and holidays, weekends and the year end out', () => {
    const workdays = ['2026-07-15', '2026-05-01', '2026-03-07', '2025-12-30', '2026-01-02'].filter(
      (day) => isWorkday(dayNumberOf(day)),
    );

    expect(workdays).toEqual(['2026-07-15', '2026-01-02']);
  });
});
