import type { Interval } from '../comparison.ts';
import { normalQuantile } from '../distributions.ts';
import { linear, preSteps, targetWeights, type EventStudy } from './event-study.ts';

export type RelativeMagnitudesOptions = {
  /** Weights over the post effects; their plain mean where it is left out. */
  readonly target?: ArrayLike<number>;
  /** Coverage, in `(0, 1)`; 0.95 where it is left out. */
  readonly level?: number;
};

/**
 * Interval for the target if trends deviated from parallel after treatment by at most `bound` times
 * the largest deviation before it, step by step (Rambachan and Roth 2023, The Review of Economic
 * Studies 90, section 2.4.1).
 *
 * Had the largest step before treatment been the one at `s`, of known sign, the effect would lie
 * between `θ ± c d_s` with `c = bound · Σ |weight_j| j`, and both ends are linear in the estimates: a
 * normal interval of each end, at half the error probability, covers. One of those cases is true, so
 * that their union covers whichever it is (lemma 2.2 there). No simulation and no linear program; at
 * `bound` 0 it is the ordinary interval. A little wider than their conditional test, never less safe.
 *
 * @param bound - M̄, at least 0
 * @throws {RangeError} if the bound is negative or the study is empty
 */
export function relativeMagnitudesInterval(
  study: EventStudy,
  bound: number,
  options: RelativeMagnitudesOptions = {},
): Interval {
  if (!(bound >= 0)) throw new RangeError(`a bound is at least 0, got ${bound}`);
  const target = targetWeights(study, options.target);
  const reach = bound * stepsToTarget(study, target);
  const z = normalQuantile(1 - (1 - (options.level ?? 0.95)) / 2);
  let [low, high] = [Infinity, -Infinity];
  for (const step of preSteps(study)) {
    for (const sign of [-1, 1]) {
      const end = linear(
        study,
        target.map((own, index) => own + sign * reach * step[index]),
      );
      low = Math.min(low, end.value - z * Math.sqrt(end.variance));
      high = Math.max(high, end.value + z * Math.sqrt(end.variance));
    }
  }
  return [low, high];
}

/**
 * Breakdown M̄*: how many times as large as the largest deviation before treatment those after it would
 * have to be for the interval to reach zero.
 *
 * @returns 0 where the ordinary interval holds zero already; at most {@link LARGEST_BREAKDOWN}
 * @throws {RangeError} if the study is empty
 */
export function breakdownBound(study: EventStudy, options: RelativeMagnitudesOptions = {}): number {
  const excludesZero = (bound: number) => {
    const [low, high] = relativeMagnitudesInterval(study, bound, options);
    return low > 0 || high < 0;
  };
  if (!excludesZero(0)) return 0;
  if (excludesZero(LARGEST_BREAKDOWN)) return LARGEST_BREAKDOWN;
  let [safe, broken] = [0, LARGEST_BREAKDOWN];
  // each end is concave in the bound, so that zero, once reached, stays inside
  while (broken - safe > 1e-10) {
    const middle = (safe + broken) / 2;
    if (excludesZero(middle)) safe = middle;
    else broken = middle;
  }
  return safe;
}

/** Beyond this no one asks how much further. */
export const LARGEST_BREAKDOWN = 100;

/** `Σ |weight_j| j`: a deviation may grow by one step in each period after the base. */
export function stepsToTarget({ pre }: EventStudy, target: Float64Array): number {
  return target.reduce(
    (sum, weight, index) =>
      index < pre.length ? sum : sum + Math.abs(weight) * (index - pre.length + 1),
    0,
  );
}
