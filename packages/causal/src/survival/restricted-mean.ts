import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.ts';
import type { Durations } from './durations.ts';

/** A mean duration within a horizon. */
export type RestrictedMean = {
  /** `E min(T, horizon)`, in the unit of the durations. */
  readonly mean: number;
  readonly variance: number;
};

/**
 * The restricted mean, the area under the curve up to a horizon, with its variance
 * `Σ [∫_t^τ S]² d / (r (r − d))` over the steps up to the horizon (Irwin 1949; Royston and Parmar
 * 2013, BMC Medical Research Methodology 13). Durations are independent here; see
 * `clusteredRestrictedMean` where one person made several.
 *
 * @param horizon - at most the longest duration of the curve, in its unit
 * @throws {RangeError} if the horizon is not positive, or lies beyond what the curve knows
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): RestrictedMean {
  const { area, after } = areas(curve, horizon);
  let variance = 0;
  for (let index = 0; index < after.length; index += 1) {
    const left = curve.atRisk[index] - curve.ends[index];
    if (left === 0) continue;
    const hazard = curve.ends[index] / (curve.atRisk[index] * left);
    variance += after[index] ** 2 * hazard;
  }
  return { mean: area, variance };
}

/** {@link restrictedMean} straight from durations. */
export function restrictedMeanOf(durations: Durations, horizon: number): RestrictedMean {
  return restrictedMean(kaplanMeier(durations), horizon);
}

/** Area under a curve up to a horizon, and what remains of it from each step before the horizon. */
export function areas(
  curve: SurvivalCurve,
  horizon: number,
): { readonly area: number; readonly after: Float64Array } {
  if (!(horizon > 0)) throw new RangeError(`a horizon is positive, got ${horizon}`);
  if (horizon > curve.lastTime && (curve.survival.at(-1) ?? 1) > 0) {
    throw new RangeError(`nothing is known beyond ${curve.lastTime}, asked for ${horizon}`);
  }
  let steps = 0;
  while (steps < curve.time.length && curve.time[steps] <= horizon) steps += 1;

  const after = new Float64Array(steps);
  let remaining = 0;
  let until = horizon;
  for (let index = steps - 1; index >= 0; index -= 1) {
    const from = curve.time[index];
    remaining += curve.survival[index] * (until - from);
    after[index] = remaining;
    until = from;
  }
  return { area: remaining + until, after };
}
