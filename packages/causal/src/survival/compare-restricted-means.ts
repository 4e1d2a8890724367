import { normalCdf } from '../distributions.ts';
import type { Interval } from '../comparison.ts';
import type { RestrictedMean } from './restricted-mean.ts';
import { twoSidedPoint } from './survival-band.ts';

/** A contrast of two arms with a normal interval; `p` is two-sided. */
export type Contrast = {
  readonly estimate: number;
  readonly interval: Interval;
  readonly p: number;
};

/**
 * Difference and ratio of two independent restricted means (Uno et al. 2014, Journal of Clinical
 * Oncology 32). The ratio's interval is symmetric on the log scale, by the delta method.
 *
 * @param treated - the arm above the fraction
 * @param level - coverage, in `(0, 1)`
 * @throws {RangeError} if a mean is not positive, or the level lies outside `(0, 1)`
 */
export function compareRestrictedMeans(
  treated: RestrictedMean,
  control: RestrictedMean,
  level = 0.95,
): { readonly difference: Contrast; readonly ratio: Contrast } {
  if (!(treated.mean > 0 && control.mean > 0)) throw new RangeError('a mean is not positive');
  const z = twoSidedPoint(level);
  const difference = treated.mean - control.mean;
  const spread = Math.sqrt(treated.variance + control.variance);
  const log = Math.log(treated.mean / control.mean);
  const logSpread = Math.hypot(
    Math.sqrt(treated.variance) / treated.mean,
    Math.sqrt(control.variance) / control.mean,
  );
  return {
    difference: {
      estimate: difference,
      interval: [difference - z * spread, difference + z * spread],
      p: twoSidedP(difference, spread),
    },
    ratio: {
      estimate: Math.exp(log),
      interval: [Math.exp(log - z * logSpread), Math.exp(log + z * logSpread)],
      p: twoSidedP(log, logSpread),
    },
  };
}

function twoSidedP(estimate: number, standardError: number): number {
  return 2 * normalCdf(-Math.abs(estimate) / standardError);
}
