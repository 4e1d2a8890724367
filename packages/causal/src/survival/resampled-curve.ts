import type { Durations } from './durations.ts';
import { clusterPlaces } from './cluster-places.ts';

/** What is read off the curve of a resample. */
type ResampledFigures = {
  /** First time at which the curve is at or below the share asked for; Infinity where it never is. */
  readonly quantile: number;
  /** Area under the curve up to the horizon. */
  readonly area: number;
};

export type ResampleTarget = {
  /** In `(0, 1)`: the quantile by which this share has ended. */
  readonly p: number;
  /** 0 where no area is wanted. */
  readonly horizon: number;
};

/** The Kaplan-Meier curve of samples in which each cluster counts as often as it was drawn. */
export type CurveResampler = {
  /** How many clusters there are. */
  readonly clusters: number;
  /** @param multiplicity - how often each cluster was drawn */
  readonly figures: (multiplicity: Uint32Array) => ResampledFigures;
};

/** Shares closer than this are the same share. */
const SAME_SHARE = 1e-9;

/**
 * Reads figures off resampled curves. Durations are put in order once; each sample then only adds
 * multiplicities along that order, so it takes no memory and one step a duration. Beyond its longest
 * duration the curve of a sample stays level.
 *
 * @param sorted - ascending, with their places in `cluster`
 * @param cluster - whose each duration is
 * @throws {RangeError} if `p` lies outside `(0, 1)`, or the clusters differ in length
 */
export function curveResampler(
  sorted: Durations & { readonly order: Uint32Array },
  cluster: ArrayLike<number | string>,
  { p, horizon }: ResampleTarget,
): CurveResampler {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie in (0, 1), got ${p}`);
  const { size, place } = clusterPlaces(cluster, sorted.order);
  const { times, ends, firsts, owners } = layOut(sorted, place);
  const members = new Uint32Array(size);
  for (const own of place) members[own] += 1;
  const share = 1 - p + SAME_SHARE;

  const figures = (multiplicity: Uint32Array): ResampledFigures => {
    let atRisk = 0;
    for (let own = 0; own < size; own += 1) atRisk += members[own] * multiplicity[own];
    let [index, survival, area, before, quantile] = [0, 1, 0, 0, Infinity];
    for (; index < firsts[0]; index += 1) atRisk -= multiplicity[owners[index]];
    for (let step = 0; step < times.length; step += 1) {
      const now = times[step];
      if (before < horizon) area += survival * (Math.min(now, horizon) - before);
      before = now;
      let gone = 0;
      for (; index < ends[step]; index += 1) gone += multiplicity[owners[index]];
      if (gone > 0) survival *= 1 - gone / atRisk;
      if (survival <= share && quantile === Infinity) quantile = now;
      if (now >= horizon && quantile < Infinity) return { quantile, area };
      for (; index < firsts[step + 1]; index += 1) gone += multiplicity[owners[index]];
      atRisk -= gone;
    }
    if (before < horizon) area += survival * (horizon - before);
    return { quantile, area };
  };
  return { clusters: size, figures };
}

/** Distinct times at which something ended, and whose durations lie where. */
type Layout = {
  readonly times: Float64Array;
  /** By step, the first duration; one more for the end of the last. */
  readonly firsts: Uint32Array;
  /** By step, where those that ended stop and those that were cut off before the next step begin. */
  readonly ends: Uint32Array;
  /** Clusters of the durations: by step, those that ended first. */
  readonly owners: Uint32Array;
};

function layOut({ time, ended }: Durations, place: Uint32Array): Layout {
  const owners = new Uint32Array(time.length);
  const [times, firsts, ends]: number[][] = [[], [], []];
  let filled = 0;
  for (let index = 0; index < time.length;) {
    const first = index;
    const now = time[first];
    const start = filled;
    for (; index < time.length && time[index] === now; index += 1) {
      if (ended[index] === 1) owners[filled++] = place[index];
    }
    if (filled > start) {
      times.push(now);
      firsts.push(start);
      ends.push(filled);
    }
    for (let own = first; own < index; own += 1) {
      if (ended[own] !== 1) owners[filled++] = place[own];
    }
  }
  firsts.push(filled);
  return {
    times: Float64Array.from(times),
    firsts: Uint32Array.from(firsts),
    ends: Uint32Array.from(ends),
    owners,
  };
}
