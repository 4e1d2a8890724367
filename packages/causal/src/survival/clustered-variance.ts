import { clusterPlaces } from './cluster-places.ts';
import type { Durations } from './durations.ts';
import { stepAt, type SurvivalCurve } from './kaplan-meier.ts';

/** Durations of which several may be one person's, or one team's. */
export type ClusteredDurations = Durations & {
  /** Whose each duration is. One for each time. */
  readonly cluster: ArrayLike<number | string>;
};

/**
 * Variance of a smooth function of a Kaplan-Meier curve where durations of one cluster depend on
 * each other in any way: the infinitesimal jackknife over clusters (Efron 1982; for censored data
 * Ying and Wei 1994, Journal of Multivariate Analysis 50). Giving one duration more weight moves
 * `log S(t)` by `−Σ (δ − Y d / r) / (r − d)` over the steps up to `t`; those scores are summed within
 * clusters and squared. With every duration a cluster of its own this is Greenwood's variance.
 *
 * @param curve - the curve of those durations
 * @param slope - by step, how the quantity answers to `log S` of that step on
 */
export function clusteredVariance(
  durations: ClusteredDurations,
  curve: SurvivalCurve,
  slope: Float64Array,
): number {
  const { size, place } = clusterPlaces(durations.cluster);
  if (place.length !== durations.time.length) throw new RangeError('clusters differ in length');
  const { jump, drift } = scoresByStep(curve, slope);
  const scores = new Float64Array(size);
  for (let index = 0; index < place.length; index += 1) {
    const step = stepAt(curve, durations.time[index]);
    const own = place[index];
    const used = Math.min(step, slope.length - 1);
    const ended = used === step && durations.ended[index] === 1;
    scores[own] = scores[own] + (drift[used] ?? 0) - (ended ? jump[step] : 0);
  }
  return scores.reduce((sum, score) => sum + score * score, 0);
}

/** What an end at a step adds, and what having been at risk up to it adds. */
function scoresByStep(curve: SurvivalCurve, slope: Float64Array) {
  const jump = new Float64Array(slope.length);
  const drift = new Float64Array(slope.length);
  let sum = 0;
  for (let step = 0; step < slope.length; step += 1) {
    const atRisk = curve.atRisk[step];
    const ends = curve.ends[step];
    jump[step] = atRisk === ends ? 0 : slope[step] / (atRisk - ends);
    sum += (jump[step] * ends) / atRisk;
    drift[step] = sum;
  }
  return { jump, drift };
}
