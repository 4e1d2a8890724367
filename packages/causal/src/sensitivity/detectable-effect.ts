import { normalQuantile } from '../distributions.ts';

export type PowerOptions = {
  /** Two-sided error probability; 0.05 where it is left out. */
  readonly error?: number;
  /** Chance of finding an effect of that size; 0.8 where it is left out. */
  readonly power?: number;
};

/**
 * The smallest effect that a test would find with the given power: `(z_{1−α/2} + z_power) · SE`, on the
 * scale of the error. For a log ratio, `exp(…) − 1` makes it a share.
 *
 * @param standardError - above 0
 */
export function minimumDetectableEffect(standardError: number, options: PowerOptions = {}): number {
  const { error = 0.05, power = 0.8 } = options;
  return (normalQuantile(1 - error / 2) + normalQuantile(power)) * standardError;
}

/** Two groups, compared once. */
export function twoSampleError(sd: number, treated: number, control: number): number {
  return sd * Math.sqrt(1 / treated + 1 / control);
}

/**
 * What drawing whole clusters does to a variance (Kish 1965): `1 + (m − 1) ICC`.
 *
 * @param size - units in a cluster
 * @param correlation - within clusters, in `[0, 1]`
 */
export function designEffect(size: number, correlation: number): number {
  return 1 + (size - 1) * correlation;
}

/** A planned difference in differences. */
export type PlannedDifference = {
  readonly units: number;
  /** Share of the units that is treated, in `(0, 1)`. */
  readonly treatedShare: number;
  readonly prePeriods: number;
  readonly postPeriods: number;
  /**
   * Covariance of one unit's outcomes at a lag, lag 0 being their variance; period effects taken out.
   * From the organisation's own weeks: serial correlation makes formulas for independent weeks wrong.
   */
  readonly autocovariance: (lag: number) => number;
};

/**
 * Error of a planned difference in differences that allows for serial correlation (Burlig, Preonas and
 * Woerman 2020, Journal of Development Economics 144).
 *
 * @returns the variance of one unit's change from its pre to its post mean, and the standard error
 */
export function plannedError(plan: PlannedDifference): {
  readonly changeVariance: number;
  readonly standardError: number;
} {
  const { prePeriods, postPeriods, units, treatedShare } = plan;
  const periods = prePeriods + postPeriods;
  const weightOf = (period: number) => (period < prePeriods ? -1 / prePeriods : 1 / postPeriods);
  let changeVariance = 0;
  for (let first = 0; first < periods; first += 1) {
    for (let second = 0; second < periods; second += 1) {
      changeVariance +=
        weightOf(first) * weightOf(second) * plan.autocovariance(Math.abs(first - second));
    }
  }
  const effective = units * treatedShare * (1 - treatedShare);
  return { changeVariance, standardError: Math.sqrt(changeVariance / effective) };
}
