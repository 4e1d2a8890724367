import { clusterBootstrap } from '../inference/cluster-bootstrap.ts';
import { clusterPlaces } from './cluster-places.ts';
import type { ClusteredDurations } from './clustered-variance.ts';
import { sortDurations } from './durations.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { survivalQuantile, type SurvivalQuantile } from './survival-quantile.ts';

export type ClusteredQuantileOptions = {
  /** In `(0, 1)`; 0.5 is the median. */
  readonly p: number;
  /** At least 39; 999 for a figure that people read. */
  readonly draws: number;
  /** Equal seeds give equal intervals. */
  readonly seed: number;
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
  options: ClusteredQuantileOptions,
): SurvivalQuantile {
  const { time } = survivalQuantile(kaplanMeier(durations), options.p, { scale: 'log' });
  const resample = resampledQuantile(durations, options.p);
  const sorted = clusterBootstrap(resample.quantile, { clusters: resample.clusters, ...options });
  const rank = Math.max(1, Math.floor(0.025 * (sorted.length + 1)));
  return { time, lower: known(sorted[rank - 1]), upper: known(sorted[sorted.length - rank]) };
}

/** The quantile of a sample in which each cluster counts as often as it is drawn. */
function resampledQuantile(durations: ClusteredDurations, p: number) {
  const { time, ended, order } = sortDurations(durations);
  const { size, place } = clusterPlaces(durations.cluster, order);
  const members = new Uint32Array(size);
  for (const own of place) members[own] = members[own] + 1;

  const quantile = (multiplicity: Uint32Array): number => {
    let atRisk = 0;
    for (let c = 0; c < size; c += 1) atRisk += members[c] * multiplicity[c];
    let survival = 1;
    let index = 0;
    while (index < time.length) {
      const now = time[index];
      let [ends, gone] = [0, 0];
      for (; index < time.length && time[index] === now; index += 1) {
        const weight = multiplicity[place[index]];
        gone += weight;
        ends += weight * ended[index];
      }
      if (ends > 0) survival *= 1 - ends / atRisk;
      if (survival <= 1 - p + 1e-9) return now;
      atRisk -= gone;
    }
    return Infinity;
  };
  return { clusters: size, quantile };
}

function known(time: number | undefined): number | null {
  return time !== undefined && Number.isFinite(time) ? time : null;
}
