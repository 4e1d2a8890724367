import { expect, test } from 'vitest';

import { wilsonInterval } from './wilson-interval.ts';

// Newcombe 1998, table I, method 3.
test.each([
  { part: 81, whole: 263, expected: [0.2553, 0.3662] },
  { part: 15, whole: 148, expected: [0.0624, 0.1605] },
  { part: 0, whole: 20, expected: [0, 0.1611] },
  { part: 1, whole: 29, expected: [0.0061, 0.1718] },
])('$part of $whole lies within the published $expected', ({ part, whole, expected }) => {
  const [lower, upper] = wilsonInterval(part, whole);

  expect(lower).toBeCloseTo(expected[0] ?? Number.NaN, 4);
  expect(upper).toBeCloseTo(expected[1] ?? Number.NaN, 4);
});

test('nothing of all and all of all touch the ends exactly', () => {
  expect(wilsonInterval(0, 7)[0]).toBe(0);
  expect(wilsonInterval(7, 7)[1]).toBe(1);
});

test.each([
  [1, 0],
  [3, 2],
  [-1, 2],
])('%d of %d is no share', (part, whole) => {
  expect(() => wilsonInterval(part, whole)).toThrow(RangeError);
});
