import { expect, test } from 'vitest';

import { duration, durationTicks, durationWithInterval, exactDuration } from './durations.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

test.each([
  [45, '45 s'],
  [89.4, '89 s'],
  [90, '2 min'],
  [35 * MINUTE, '35 min'],
  [90 * MINUTE, '1.5 h'],
  [8.8 * HOUR, '8.8 h'],
  [9.96 * HOUR, '10 h'],
  [26 * HOUR, '26 h'],
  [71.9 * HOUR, '72 h'],
  [72 * HOUR, '3.0 d'],
  [4.6 * DAY, '4.6 d'],
  [23 * DAY, '23 d'],
  [60 * DAY, '8.6 wk'],
])('%f seconds are told as %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

test('an interval has the unit and digits of its estimate', () => {
  expect(durationWithInterval(26 * HOUR, [24 * HOUR, 100 * HOUR])).toEqual({
    value: '26 h',
    interval: '[24, 100]',
  });
  expect(durationWithInterval(4.6 * DAY, [2.25 * DAY, 11 * DAY])).toEqual({
    value: '4.6 d',
    interval: '[2.3, 11.0]',
  });
  expect(durationWithInterval(30, null).interval).toBeNull();
});

test.each([
  [45.9, '45 s'],
  [12_000, '3 h 20 min'],
  [47 * HOUR + 10 * MINUTE + 59, '47 h 10 min'],
  [15 * DAY + 4 * HOUR + 3599, '15 d 4 h'],
  [3600, '1 h'],
])('one item of %f seconds took %s, never rounded up', (seconds, words) => {
  expect(exactDuration(seconds)).toBe(words);
});

test('an axis has few ticks, begins at nothing, reaches its most, and names the unit once', () => {
  for (const most of [30, 400, 5 * HOUR, 33 * HOUR, 40 * HOUR, 5 * DAY, 40 * DAY, 900 * DAY]) {
    const ticks = durationTicks(most);

    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks[0]).toEqual({ value: 0, label: '0' });
    expect(ticks.at(-1)?.value).toBeGreaterThanOrEqual(most);
    expect(ticks.filter(({ label }) => /[a-z]/.test(label))).toHaveLength(1);
  }
  expect(durationTicks(38 * HOUR).map(({ label }) => label)).toEqual([
    '0',
    '10',
    '20',
    '30',
    '40 h',
  ]);
});
