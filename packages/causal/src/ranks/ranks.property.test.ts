import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance } from '../testing/distance.ts';
import {
  exactQuantile,
  signedRankDistribution,
  twoSidedExact,
  uDistribution,
} from './exact-distributions.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { kthDifference, medianDifference } from './pairwise-differences.ts';
import { signedRank } from './signed-rank.ts';

/** Halves, so that sums and shifts are exact and ties common. */
const sample = fc.array(
  fc.integer({ min: -20, max: 20 }).map((value) => value / 2),
  { minLength: 1, maxLength: 14 },
);

const total = (chances: Float64Array) => chances.reduce((sum, chance) => sum + chance, 0);

describe('Mann and Whitney', () => {
  it('give every pair to one side', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const [there, back] = [mannWhitney(x, y), mannWhitney(y, x)];
        expect(there.u + back.u).toBe(x.length * y.length);
        expect(there.cliffsDelta + back.cliffsDelta).toBeCloseTo(0, 12);
        expect(there.p).toBeCloseTo(back.p, 12);
      }),
    );
  });

  it('count pairs', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const won = x.flatMap((own) => y.map((other) => (Math.sign(own - other) + 1) / 2));
        expect(mannWhitney(x, y).u).toBe(won.reduce((sum, pair) => sum + pair, 0));
      }),
    );
  });

  it('look at order alone', () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const bend = (value: number) => Math.exp(value / 10);
        expect(mannWhitney(x.map(bend), y.map(bend))).toEqual(mannWhitney(x, y));
      }),
    );
  });
});

describe('exact distributions', () => {
  it('sum to one and are symmetric', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (m, n) => {
        for (const chances of [uDistribution(m, n), signedRankDistribution(m + n)]) {
          expect(total(chances)).toBeCloseTo(1, 12);
          expect(distance(Array.from(chances), Array.from(chances.toReversed()))).toBeLessThan(
            1e-12,
          );
        }
      }),
    );
  });

  it('invert: the tail below a quantile holds less than its probability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), (n) => {
        const chances = signedRankDistribution(n);
        const value = exactQuantile(chances, 0.025);
        expect(total(chances.subarray(0, value))).toBeLessThan(0.025);
        expect(total(chances.subarray(0, value + 1))).toBeGreaterThanOrEqual(0.025 - 1e-12);
        expect(twoSidedExact(chances, value)).toBeGreaterThanOrEqual(0.05 - 1e-12);
      }),
    );
  });
});

describe('pairwise differences', () => {
  it('are found by number without being written down', () => {
    fc.assert(
      fc.property(sample, sample, (left, right) => {
        const [x, y] = [Float64Array.from(left).toSorted(), Float64Array.from(right).toSorted()];
        const all = Float64Array.from([...x].flatMap((own) => [...y].map((other) => own - other)));
        const sorted = all.toSorted();
        for (const [index, value] of sorted.entries()) {
          expect(kthDifference(x, y, index + 1)).toBe(value);
        }
        const middle = (sorted.length - 1) / 2;
        const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
        expect(medianDifference(x, y)).toBe(median);
      }),
    );
  });
});

describe('shifts', () => {
  it('move with the samples', () => {
    fc.assert(
      fc.property(sample, sample, fc.integer({ min: -9, max: 9 }), (x, y, by) => {
        const still = hodgesLehmann(x, y);
        const moved = hodgesLehmann(
          x.map((value) => value + by),
          y,
        );
        expect(moved.estimate).toBe(still.estimate + by);
        expect(moved.interval).toEqual(still.interval.map((bound) => bound + by));
      }),
    );
  });

  it('change sign with the changes', () => {
    fc.assert(
      fc.property(sample, (changes) => {
        fc.pre(changes.some((change) => change !== 0));
        const [there, back] = [signedRank(changes), signedRank(changes.map((change) => -change))];
        expect(back.estimate + there.estimate).toBeCloseTo(0, 12);
        expect(back.p).toBeCloseTo(there.p, 12);
      }),
    );
  });
});
