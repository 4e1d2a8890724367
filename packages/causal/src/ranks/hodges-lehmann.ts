import { normalQuantile } from '../distributions.ts';
import type { Interval } from '../comparison.ts';
import { EXACT_LIMIT, exactQuantile, uDistribution } from './exact-distributions.ts';
import { uVariance } from './mann-whitney.ts';
import { midranks } from './midranks.ts';
import { kthDifference, medianDifference } from './pairwise-differences.ts';

/** A shift between two samples, in their unit. */
export type Shift = {
  /** Median of all pairwise differences `x − y`. On logarithms its exponential is a ratio. */
  readonly estimate: number;
  readonly interval: Interval;
};

/**
 * The shift of Hodges and Lehmann (1963), with the interval that inverts the Mann-Whitney test: two
 * of the ordered differences, their places from the exact distribution of U for small samples
 * without ties of their own, and from the normal one with ties corrected otherwise.
 *
 * @param level - coverage, in `(0, 1)`
 * @throws {RangeError} if a sample is empty, or the level lies outside `(0, 1)`
 */
export function hodgesLehmann(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): Shift {
  if (x.length === 0 || y.length === 0) throw new RangeError('a sample is empty');
  if (!(level > 0 && level < 1)) throw new RangeError(`no interval of level ${level}`);
  const [xs, ys] = [Float64Array.from(x).toSorted(), Float64Array.from(y).toSorted()];
  const place = Math.max(1, placeOfBound(xs, ys, (1 - level) / 2));
  return {
    estimate: medianDifference(xs, ys),
    interval: [
      kthDifference(xs, ys, place),
      kthDifference(xs, ys, xs.length * ys.length + 1 - place),
    ],
  };
}

function placeOfBound(x: Float64Array, y: Float64Array, tail: number): number {
  const size = x.length * y.length;
  // ties across the samples come and go with the shift; those within stay
  const ties = [...midranks(x).ties, ...midranks(y).ties];
  if (ties.length === 0 && size <= EXACT_LIMIT) {
    return exactQuantile(uDistribution(x.length, y.length), tail);
  }
  const spread = Math.sqrt(uVariance(x.length, y.length, ties));
  const place = Math.floor(size / 2 + 0.5 + normalQuantile(tail) * spread);
  return Math.min(place, Math.floor((size + 1) / 2));
}
