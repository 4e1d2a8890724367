import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { mean } from './mean.ts';
import { quantile, sortedSample } from './quantile.ts';
import { medianInterval, quantileInterval } from './quantile-interval.ts';
import { ratioOfSums } from './ratio-of-sums.ts';
import { wilsonInterval } from './wilson-interval.ts';

const samples = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 });
const probabilities = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test('a quantile does not depend on the order of the sample, and lies within its range', () => {
  fc.assert(
    fc.property(samples, probabilities, (sample, p) => {
      const value = quantile(sample, p);

      expect(quantile(sample.toReversed(), p)).toBe(value);
      expect(value).toBeGreaterThanOrEqual(Math.min(...sample));
      expect(value).toBeLessThanOrEqual(Math.max(...sample));
    }),
  );
});

test('minutes are sixty times as many seconds, for quantiles, intervals and means', () => {
  fc.assert(
    fc.property(samples, probabilities, (sample, p) => {
      const scaled = sample.map((value) => value * 60);

      expect(quantile(scaled, p)).toBeCloseTo(60 * quantile(sample, p), 6);
      expect(mean(scaled)).toBeCloseTo(60 * mean(sample), 6);
      expect(quantileInterval(sortedSample(scaled), p)).toEqual(
        quantileInterval(sortedSample(sample), p).map((bound) => bound * 60),
      );
    }),
  );
});

test('intervals hold what they are intervals of', () => {
  fc.assert(
    fc.property(samples, (sample) => {
      const [lower, upper] = medianInterval(sample);
      const value = quantile(sample, 0.5);

      expect(lower <= value && value <= upper).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), (part, others) => {
      const whole = part + others + 1;
      const [lower, upper] = wilsonInterval(part, whole);

      expect(0 <= lower && lower <= part / whole && part / whole <= upper && upper <= 1).toBe(true);
    }),
  );
});

test('a ratio of sums is positive, within its interval, and scales with its unit', () => {
  const terms = fc.array(
    fc.record({ numerator: fc.nat(20), denominator: fc.integer({ min: 1, max: 10 }) }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(terms, (perWeek) => {
      const perDay = perWeek.map((term) => ({ ...term, denominator: term.denominator * 7 }));
      const { value, interval } = ratioOfSums(perWeek);

      expect(0 <= interval[0] && interval[0] <= value && value <= interval[1]).toBe(true);
      expect(Number.isFinite(interval[1])).toBe(true);
      expect(ratioOfSums(perDay).value * 7).toBeCloseTo(value, 9);
    }),
  );
});
