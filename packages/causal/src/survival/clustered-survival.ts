import type { Interval } from '../comparison.ts';
import { eachResample, percentileBounds } from '../inference/cluster-bootstrap.ts';
import { quantileWithBounds, type ClusteredQuantileOptions } from './clustered-quantile.ts';
import type { ClusteredDurations } from './clustered-variance.ts';
import { sortDurations } from './durations.ts';
import { curveOfSorted } from './kaplan-meier.ts';
import { curveResampler } from './resampled-curve.ts';
import { areas, type RestrictedMean } from './restricted-mean.ts';
import { survivalQuantile, type SurvivalQuantile } from './survival-quantile.ts';

export type ClusteredSurvivalOptions = ClusteredQuantileOptions & {
  /** Of the restricted mean, in the unit of the durations; at most the longest one. */
  readonly horizon: number;
};

/** A restricted mean, its variance and 95 % interval those of resamples. */
export type ResampledMean = RestrictedMean & { readonly interval: Interval };

export type ClusteredSurvival = {
  readonly quantile: SurvivalQuantile;
  readonly mean: ResampledMean;
};

/**
 * A survival quantile and the restricted mean, both with 95 % intervals from the same draws of whole
 * clusters with replacement. The mean's variance is close to that of `clusteredRestrictedMean`, which
 * needs no draws; its interval may be lopsided where the mean's distribution is.
 *
 * @throws {RangeError} as `clusteredQuantile` and `clusteredRestrictedMean`
 */
export function clusteredSurvival(
  durations: ClusteredDurations,
  { p, horizon, draws, seed }: ClusteredSurvivalOptions,
): ClusteredSurvival {
  const ordered = sortDurations(durations);
  const curve = curveOfSorted(ordered);
  const { time } = survivalQuantile(curve, p, { scale: 'log' });
  const { area: mean } = areas(curve, horizon);
  const { clusters, figures } = curveResampler(ordered, durations.cluster, { p, horizon });
  const quantiles = new Float64Array(draws);
  const means = new Float64Array(draws);
  eachResample({ clusters, draws, seed }, (multiplicity, draw) => {
    const { quantile, area } = figures(multiplicity);
    quantiles[draw] = quantile;
    means[draw] = area;
  });
  const sorted = means.toSorted();
  const [lower = mean, upper = mean] = percentileBounds(sorted);
  return {
    quantile: quantileWithBounds(time, quantiles.toSorted()),
    mean: { mean, variance: varianceOf(sorted), interval: [lower, upper] },
  };
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
