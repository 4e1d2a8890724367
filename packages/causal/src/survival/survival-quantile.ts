import type { SurvivalCurve } from './kaplan-meier.ts';
import { survivalBand, type BandOptions } from './survival-band.ts';

/** Shares closer than this are the same share: products of fractions rarely hit 0.5 to the bit. */
const SAME_SHARE = 1e-9;

/** A time by which a given share has ended. */
export type SurvivalQuantile = {
  /** Null where the curve never falls that far: the answer is "longer than the data". */
  readonly time: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

/**
 * The time by which a share `p` of the durations has ended: the first at which the curve is at or
 * below `1 − p`. Where the curve runs level at exactly `1 − p`, the middle of that level stretch is
 * the answer (the convention of R's `survival` package, and of the ordinary median of an even
 * sample). The interval holds the times at which the band of the curve crosses `1 − p` (Brookmeyer
 * and Crowley 1982, Biometrics 38).
 *
 * @param p - in `(0, 1)`; 0.5 is the median
 * @throws {RangeError} if `p` or the level lies outside `(0, 1)`
 */
export function survivalQuantile(
  curve: SurvivalCurve,
  p: number,
  options: BandOptions,
): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie in (0, 1), got ${p}`);
  const band = survivalBand(curve, options);
  return {
    time: crossing(curve, curve.survival, 1 - p),
    lower: crossing(curve, band.lower, 1 - p),
    upper: crossing(curve, band.upper, 1 - p),
  };
}

/**
 * Where `shares`, a function on the curve's steps, passes `share` on its way down. A curve falls
 * throughout, a band need not: on the log scale its upper bound may rise again late. There the step
 * whose bound lies closest below counts, as in R's quantiles of a curve.
 */
function crossing(curve: SurvivalCurve, shares: Float64Array, share: number): number | null {
  const reached = closestBelow(shares, share + SAME_SHARE);
  if (reached === null) return null;
  const left = closestBelow(shares, share - SAME_SHARE);
  if (left !== null) return (curve.time[reached] + curve.time[left]) / 2;
  const runsLevel = Math.abs(shares[shares.length - 1] - share) < SAME_SHARE;
  return runsLevel ? (curve.time[reached] + curve.lastTime) / 2 : null;
}

function closestBelow(shares: Float64Array, bound: number): number | null {
  let closest: number | null = null;
  for (const [index, value] of shares.entries()) {
    if (value <= bound && (closest === null || value > shares[closest])) closest = index;
  }
  return closest;
}
