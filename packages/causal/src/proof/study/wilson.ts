import type { Interval } from '../../comparison.ts';

/** The quantile of the normal distribution that leaves 2.5 % above it. */
const Z = 1.959963984540054;

/** A share of worlds, with the Monte Carlo interval of the study. */
export type Share = {
  readonly count: number;
  readonly of: number;
  /** Null of no worlds. */
  readonly share: number | null;
  readonly interval: Interval | null;
};

/**
 * A share and its 95 % interval by Wilson's score method (1927, Journal of the American Statistical
 * Association 22), which holds at 0 and at 1, too.
 */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, interval: null };
  const share = count / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half =
    (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + (Z / (2 * of)) ** 2);
  // rounding must not make nothing, or everything, uncertain on the wrong side
  const interval: Interval = [count === 0 ? 0 : middle - half, count === of ? 1 : middle + half];
  return { count, of, share, interval };
}

/** A mean over worlds with its 95 % Monte Carlo interval. */
export type Average = { readonly mean: number | null; readonly interval: Interval | null };

/** The mean, with an interval from two values on. */
export function averageOf(values: readonly number[]): Average {
  if (values.length === 0) return { mean: null, interval: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return { mean, interval: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = Z * Math.sqrt(squares / (values.length - 1) / values.length);
  return { mean, interval: [mean - half, mean + half] };
}
