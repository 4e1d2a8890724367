import { expect, test } from 'vitest';

import { bare, percentInterval, scaleFor, signedPercent, written } from './format.ts';

test.each([
  [45, '45 s'],
  [89, '89 s'],
  [35 * 60, '35 min'],
  [8.8 * 3600, '8.8 h'],
  [26 * 3600, '26 h'],
  [4.6 * 86_400, '4.6 d'],
  [23 * 86_400, '23 d'],
  [63 * 86_400, '9.0 weeks'],
])('%d seconds are %s', (seconds, words) => {
  expect(written(seconds, scaleFor('seconds', seconds))).toBe(words);
});

test('a share is whole percent, with a decimal under ten', () => {
  expect(written(0.61, scaleFor('share', 0.61))).toBe('61%');
  expect(written(0.021, scaleFor('share', 0.021))).toBe('2.1%');
});

test('an interval takes the unit of its estimate', () => {
  const scale = scaleFor('seconds', 26 * 3600);

  expect(`${bare(24 * 3600, scale)} to ${written(100 * 3600, scale)}`).toBe('24 to 100 h');
});

test('changes are signed, with a true minus and a decimal under one', () => {
  expect(['-12', '1', '-0.4', '0'].map((percent) => signedPercent(Number(percent)))).toEqual([
    '−12%',
    '+1%',
    '−0.4%',
    '0%',
  ]);
  expect(percentInterval([-19.2, -4])).toBe('[−19, −4]');
});
