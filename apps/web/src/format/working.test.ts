import { expect, test } from 'vitest';

import { workingDuration, workingWithInterval } from './working.ts';

test.each([
  [0, '0 min'],
  [1800, '30 min'],
  [5399, '90 min'],
  [5400, '1.5 h'],
  [36_000, '10 h'],
  // never days: a working day is none of 24 hours
  [120 * 3600, '120 h'],
])('%d seconds are told as %s', (seconds, words) => {
  expect(workingDuration(seconds)).toBe(words);
});

test('an interval is told in the unit of its time', () => {
  expect(workingWithInterval(7200, [1800, 14_400])).toBe('2.0 h [0.5, 4.0]');
  expect(workingWithInterval(600, [0, 7200])).toBe('10 min [0, 120]');
  expect(workingWithInterval(7200, null)).toBe('2.0 h');
});
