import { studentCdf, studentQuantile } from '../distributions.ts';
import type { Interval } from '../comparison.ts';

/** A difference of two means without assuming equal spread. */
export type Welch = {
  readonly difference: number;
  readonly standardError: number;
  readonly statistic: number;
  /** Degrees of freedom, by Welch and Satterthwaite; seldom whole. */
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly p: number;
  readonly interval: Interval;
};

/**
 * Welch's (1947, Biometrika 34) test of two means. On per-person changes it is difference in
 * differences with unequal variances.
 *
 * @param level - coverage, in `(0, 1)`
 * @throws {RangeError} if a sample has fewer than two values, or neither varies
 */
export function welch(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): Welch {
  const [first, second] = [moments(x), moments(y)];
  const squared = first.squaredError + second.squaredError;
  if (!(squared > 0)) throw new RangeError('neither sample varies');
  const degreesOfFreedom =
    squared ** 2 /
    (first.squaredError ** 2 / (x.length - 1) + second.squaredError ** 2 / (y.length - 1));
  const difference = first.mean - second.mean;
  const standardError = Math.sqrt(squared);
  const statistic = difference / standardError;
  const reach = studentQuantile(1 - (1 - level) / 2, degreesOfFreedom) * standardError;
  return {
    difference,
    standardError,
    statistic,
    degreesOfFreedom,
    p: 2 * studentCdf(-Math.abs(statistic), degreesOfFreedom),
    interval: [difference - reach, difference + reach],
  };
}

function moments(sample: ArrayLike<number>): {
  readonly mean: number;
  readonly squaredError: number;
} {
  const values = Float64Array.from(sample);
  if (values.length < 2) throw new RangeError('a sample has fewer than two values');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, squaredError: squares / (values.length - 1) / values.length };
}
