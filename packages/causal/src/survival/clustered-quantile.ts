import {
  clusterBootstrap,
  percentileBounds,
  type BootstrapSettings,
} from '../inference/cluster-bootstrap.ts';
import type { ClusteredDurations } from './clustered-variance.ts';
import { sortDurations } from './durations.ts';
import { curveOfSorted } from './kaplan-meier.ts';
import { curveResampler } from './resampled-curve.ts';
import { survivalQuantile, type SurvivalQuantile } from './survival-quantile.ts';

export type ClusteredQuantileOptions = Omit<BootstrapSettings, 'clusters'> & {
  /** In `(0, 1)`; 0.5 is the median. */
  readonly p: number;
};

/**
 * A survival quantile with a 95 % interval by drawing whole clusters with replacement: a quantile is
 * no smooth function of the curve, so its variance has no short formula where durations of one
 * person depend on each other. A draw in which the curve never falls that far counts as "longer
 * than the data", so a bound may be null.
 *
 * @throws {RangeError} as {@link sortDurations} and {@link clusterBootstrap}, or if `p` lies
 *   outside `(0, 1)`
 */
export function clusteredQuantile(
  durations: ClusteredDurations,
  { p, draws, seed }: ClusteredQuantileOptions,
): SurvivalQuantile {
  const ordered = sortDurations(durations);
  const { time } = survivalQuantile(curveOfSorted(ordered), p, { scale: 'log' });
  const { clusters, figures } = curveResampler(ordered, durations.cluster, { p, horizon: 0 });
  const sorted = clusterBootstrap((multiplicity) => figures(multiplicity).quantile, {
    clusters,
    draws,
    seed,
  });
  return quantileWithBounds(time, sorted);
}

/** @param sorted - ascending; Infinity where a curve never fell that far */
export function quantileWithBounds(time: number | null, sorted: Float64Array): SurvivalQuantile {
  const [lower, upper] = percentileBounds(sorted);
  return { time, lower: known(lower), upper: known(upper) };
}

function known(time: number | undefined): number | null {
  return time !== undefined && Number.isFinite(time) ? time : null;
}
