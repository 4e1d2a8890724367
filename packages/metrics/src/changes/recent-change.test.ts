import { expect, test } from 'vitest';

import type { Measurement } from '../measurement.ts';
import { measureShare } from '../measures/answers.ts';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.ts';
import { recentChange, REQUIRED_WEEKS } from './recent-change.ts';

const aWeek = (value: number, interval: readonly [number, number] | null = null): Measurement => ({
  status: 'measured',
  value,
  p75: null,
  p90: null,
  mean: null,
  interval,
  sampleSize: 30,
});
const E = Math.E;

test('a week far outside of what the weeks before vary by is a change', () => {
  // given logarithms −1 and 1 in turn: their mean is 0, their variance 8 / 7
  const trailing = [E, 1 / E, E, 1 / E, E, 1 / E, E, 1 / E].map((value) => aWeek(value));

  const change = recentChange({ unit: 'seconds', last: aWeek(E ** 6), trailing });

  // then the error is √(8/7 · 9/8) = 3/√7, and 6 lies 2 √7 = 5.2915 errors off with 7 degrees of freedom
  expect(change?.before).toBeCloseTo(1, 12);
  expect(change?.percent).toBeCloseTo((E ** 6 - 1) * 100, 6);
  expect(change?.p).toBeCloseTo(0.001_133_78, 7);
});

test('the same values shift nothing, and the interval holds no change', () => {
  const trailing = [1.1, 0.9, 1.1, 0.9, 1.1, 0.9, 1.1, 0.9].map((value) => aWeek(value));

  const change = recentChange({ unit: 'lines', last: aWeek(Math.sqrt(0.99)), trailing });

  expect(change?.percent).toBeCloseTo(0, 9);
  expect(change?.p).toBeCloseTo(1, 9);
  expect(change?.interval[0]).toBeLessThan(0);
  expect(change?.interval[1]).toBeGreaterThan(0);
});

test('weeks that agree by chance are no more certain than their own intervals', () => {
  const trailing = Array.from({ length: 12 }, () => aWeek(10, [5, 20]));

  const change = recentChange({ unit: 'seconds', last: aWeek(13, [6.5, 26]), trailing });

  // the error of one week is log(2) / 1.96 = 0.354: 30 % more is nothing
  expect(change?.p).toBeGreaterThan(0.4);
});

test('a thin last week is allowed its larger error', () => {
  const trailing = Array.from({ length: 12 }, () => aWeek(10, [9, 11]));
  const pOf = (interval: readonly [number, number]) =>
    recentChange({ unit: 'seconds', last: aWeek(14, interval), trailing })?.p ?? NaN;

  expect(pOf([12.6, 15.4])).toBeLessThan(0.001);
  expect(pOf([5, 40])).toBeGreaterThan(0.4);
});

test('a share is compared by its odds, also at none and all', () => {
  const trailing = Array.from({ length: 12 }, () => measureShare(0, 40));

  const change = recentChange({ unit: 'share', last: measureShare(30, 40), trailing });

  expect(change?.before).toBeCloseTo(0.5 / 41, 12);
  expect(change?.after).toBeCloseTo(30.5 / 41, 12);
  expect(change?.p).toBeLessThan(0.05);
});

test('too few weeks, nothing measured or nothing at all are not compared', () => {
  const few = Array.from({ length: REQUIRED_WEEKS - 1 }, () => aWeek(10, [9, 11]));
  const enough = [...few, aWeek(10, [9, 11])];
  const none: Measurement = { status: 'insufficient_data', sampleSize: 2, required: 5 };

  expect(recentChange({ unit: 'seconds', last: aWeek(20), trailing: few })).toBeNull();
  expect(recentChange({ unit: 'seconds', last: none, trailing: enough })).toBeNull();
  expect(recentChange({ unit: 'seconds', last: aWeek(0), trailing: enough })).toBeNull();
  expect(recentChange({ unit: 'seconds', last: aWeek(20), trailing: enough })).not.toBeNull();
});

test('where nothing moves, a tenth of all worlds at most has an alarm', () => {
  // given 300 organisations of 60 series, skewed and heavy in the tails
  let seed = 7;
  const uniform = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const value = (): Measurement => aWeek(Math.exp(10 + 0.2 * normal() + 0.1 * uniform() ** 4));

  const alarms = Array.from({ length: 300 }, () => {
    const ps = Array.from({ length: 60 }, () => {
      const trailing = Array.from({ length: 12 }, value);
      return recentChange({ unit: 'seconds', last: value(), trailing })?.p ?? 1;
    });
    return benjaminiHochberg(ps).some((q) => q <= 0.1);
  }).filter(Boolean).length;

  // then 30 are expected at most; 47 would be three standard errors more
  expect(alarms).toBeLessThan(47);
});
