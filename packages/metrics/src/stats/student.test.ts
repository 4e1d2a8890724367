import { expect, test } from 'vitest';

import { studentPoint975, studentTwoSided } from './student.ts';

test.each([
  { degrees: 1, point: 12.706_204_736 },
  { degrees: 2, point: 4.302_652_73 },
  { degrees: 7, point: 2.364_624_252 },
  { degrees: 10, point: 2.228_138_852 },
  { degrees: 11, point: 2.200_985_16 },
])('five in a hundred lie beyond the tabulated point of $degrees degrees', ({ degrees, point }) => {
  expect(studentTwoSided(point, degrees)).toBeCloseTo(0.05, 8);
  expect(studentTwoSided(-point, degrees)).toBeCloseTo(0.05, 8);
  expect(Math.abs(studentPoint975(degrees) - point)).toBeLessThan(0.002);
});

test('everything lies beyond nothing, and nothing beyond everything', () => {
  expect(studentTwoSided(0, 5)).toBe(1);
  expect(studentTwoSided(1e9, 6)).toBeCloseTo(0, 12);
});

test('there is no distribution without degrees of freedom', () => {
  expect(() => studentTwoSided(1, 0)).toThrow(RangeError);
});
