import { expect, test } from 'vitest';

import { figure, ticks } from './measured.ts';
import { changeWithInterval, percentChange, pValue, share, shareInterval } from './numbers.ts';

test.each([
  [-12.4, '−12%'],
  [1, '+1%'],
  [-0.44, '−0.4%'],
  [0.97, '+1%'],
  [0, '0%'],
  [-0.01, '0.0%'],
])('a change of %f percent is written %s', (percent, words) => {
  expect(percentChange(percent)).toBe(words);
});

test('a change and its interval carry the unit once', () => {
  expect(changeWithInterval(-12, [-19.3, -4])).toBe('−12% [−19, −4]');
  expect(changeWithInterval(6, [-14, 31])).toBe('+6% [−14, +31]');
  expect(changeWithInterval(6, null)).toBe('+6%');
});

test('shares have a decimal under ten percent, and their bounds the same digits', () => {
  expect([share(0.61), share(0.021), share(0), share(1)]).toEqual(['61%', '2.1%', '0%', '100%']);
  expect(shareInterval(0.021, [0.004, 0.11])).toBe('[0.4, 11.0]');
});

test('p has three digits', () => {
  expect([pValue(0.0029), pValue(0.0001)]).toEqual(['p = 0.003', 'p < 0.001']);
});

test('figures are in the unit of their measure', () => {
  expect(figure('prs_per_developer_week', 1.934, [1.861, 2.009])).toEqual({
    value: '1.93',
    interval: '[1.86, 2.01]',
  });
  expect(figure('lines', 11_482, null)).toEqual({ value: '11,482', interval: null });
  expect(figure('seconds', 93_600, [86_400, 100_800])).toEqual({
    value: '26 h',
    interval: '[24, 28]',
  });
});

test('a share above two fifths is drawn against the whole', () => {
  expect(ticks('share', 0.61).map(({ label }) => label)).toEqual([
    '0%',
    '25%',
    '50%',
    '75%',
    '100%',
  ]);
  expect(ticks('share', 0.08).map(({ label }) => label)).toEqual(['0%', '2%', '4%', '6%', '8%']);
  expect(ticks('prs_per_developer_week', 2.4).map(({ label }) => label)).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
});
