import { expect, test } from 'vitest';

import { benjaminiHochberg } from './benjamini-hochberg.ts';

test('a q-value is the p-value times the number of tests over its rank, made to rise', () => {
  // given four tests: 0.04 · 4 / 2 = 0.08, but 0.05 · 4 / 3 = 0.0667 is less; so both have that
  expect(benjaminiHochberg([0.04, 0.01, 0.8, 0.05])).toEqual([
    expect.closeTo(0.2 / 3, 12),
    expect.closeTo(0.04, 12),
    expect.closeTo(0.8, 12),
    expect.closeTo(0.2 / 3, 12),
  ]);
});

test('one test keeps its p-value, and none have none', () => {
  expect(benjaminiHochberg([0.03])).toEqual([0.03]);
  expect(benjaminiHochberg([])).toEqual([]);
});
