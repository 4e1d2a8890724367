import { clusteredVariance, type ClusteredDurations } from './clustered-variance.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { areas, type RestrictedMean } from './restricted-mean.ts';

/**
 * The restricted mean where durations of one cluster (the pull requests of one developer) depend on
 * each other. The mean is that of independent durations; only its variance differs.
 *
 * @param horizon - as for `restrictedMean`
 * @throws {RangeError} if the horizon is not positive or lies beyond the data, or an array differs
 *   in length
 */
export function clusteredRestrictedMean(
  durations: ClusteredDurations,
  horizon: number,
): RestrictedMean {
  const curve = kaplanMeier(durations);
  const { area, after } = areas(curve, horizon);
  return { mean: area, variance: clusteredVariance(durations, curve, after) };
}
