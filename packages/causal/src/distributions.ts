import chiSquareCdfOf from '@stdlib/stats-base-dists-chisquare-cdf';
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import tCdfOf from '@stdlib/stats-base-dists-t-cdf';
import tQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** Probability that a standard normal variable is at most `x`. */
export function normalCdf(x: number): number {
  return normalCdfOf(x, 0, 1);
}

/** Value below which a standard normal variable lies with probability `p`, in `(0, 1)`. */
export function normalQuantile(p: number): number {
  return normalQuantileOf(p, 0, 1);
}

/** Probability that a Student variable with `df` degrees of freedom is at most `x`. */
export function studentCdf(x: number, df: number): number {
  return tCdfOf(x, df);
}

/** Value below which a Student variable lies with probability `p`; `df` need not be whole. */
export function studentQuantile(p: number, df: number): number {
  return tQuantileOf(p, df);
}

/**
 * Probability that a χ² variable with `df` degrees of freedom is above `x`.
 *
 * For whole degrees of freedom the finite sums of Abramowitz & Stegun, 26.4.4 and 26.4.5, whose terms
 * are all positive: a probability of 1e-100 is as exact as one of a half.
 */
export function chiSquareSurvival(x: number, df: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  if (!Number.isInteger(df)) return 1 - chiSquareCdfOf(x, df);

  const half = x / 2;
  const isOdd = df % 2 === 1;
  // Logarithm of the next term: e^-h h^j / Γ(j + 1), with j from 0 or from a half.
  let logTerm = isOdd ? 0.5 * Math.log(half) - half - Math.log(Math.PI / 4) / 2 : -half;
  let sum = isOdd ? 2 * normalCdf(-Math.sqrt(x)) : 0;
  for (let power = isOdd ? 0.5 : 0; power < df / 2 - 0.5; power += 1) {
    sum += Math.exp(logTerm);
    logTerm += Math.log(half / (power + 1));
  }
  return Math.min(1, sum);
}
