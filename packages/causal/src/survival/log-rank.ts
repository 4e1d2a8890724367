import { chiSquareSurvival } from '../distributions.ts';
import { clusterPlaces, type ClusterPlaces } from './cluster-places.ts';
import { sortDurations, type Durations } from './durations.ts';

/** A test of one degree of freedom; `NaN` where an arm is empty or nothing ended. */
export type LogRank = {
  readonly chiSquare: number;
  readonly p: number;
  /** Ends among the treated beyond what equal hazards would give, weighted; positive = faster. */
  readonly excess: number;
};

export type LogRankInput = Durations & {
  /** 1 for the treated arm, 0 for the control. One for each time. */
  readonly treated: Uint8Array;
};

export type LogRankOptions = {
  /**
   * Weight of the event times: 0 for the log-rank test of Mantel (1966), 1 for Peto and Peto's,
   * which weighs early ends more (the `G^ρ` family of Harrington and Fleming 1982, Biometrika 69).
   */
  readonly rho?: 0 | 1;
  /** Whose the duration is; where given, the variance allows for any dependence within one. */
  readonly cluster?: ArrayLike<number | string>;
};

/**
 * Do two arms end at the same rate? Without clusters the variance is hypergeometric; with them it is
 * the sum over clusters of the squared score of each, as Lin and Wei (1989, JASA 84) derive it for
 * the Cox model, of which the log-rank test is the score test.
 *
 * @throws {RangeError} as {@link sortDurations}, or if an array differs in length
 */
export function logRank(input: LogRankInput, options: LogRankOptions = {}): LogRank {
  const { time, ended, order } = sortDurations(input);
  if (input.treated.length !== time.length) throw new RangeError('arms differ in length');
  const treated = Uint8Array.from(order, (index) => input.treated[index]);
  const steps = stepsOf({ time, ended, treated }, options.rho ?? 0);

  const excess = steps.reduce((sum, step) => sum + step.weight * (step.first - step.expected), 0);
  const variance =
    options.cluster === undefined
      ? steps.reduce((sum, step) => sum + step.weight ** 2 * step.variance, 0)
      : clusteredVariance({ time, ended, treated }, steps, clusterPlaces(options.cluster, order));
  const chiSquare = excess ** 2 / variance;
  return { chiSquare, p: chiSquareSurvival(chiSquare, 1), excess };
}

type Sorted = Durations & { readonly treated: Uint8Array };

type Step = {
  readonly time: number;
  /** Ends, among all and among the treated. */
  readonly ends: number;
  readonly first: number;
  readonly expected: number;
  readonly variance: number;
  readonly atRisk: number;
  readonly treatedShare: number;
  readonly weight: number;
};

function stepsOf({ time, ended, treated }: Sorted, rho: 0 | 1): Step[] {
  const steps: Step[] = [];
  let treatedAtRisk = treated.reduce((sum, arm) => sum + arm, 0);
  let survival = 1;
  let index = 0;
  while (index < time.length) {
    const now = time[index];
    const atRisk = time.length - index;
    let [ends, first, gone] = [0, 0, 0];
    for (; index < time.length && time[index] === now; index += 1) {
      ends += ended[index];
      first += ended[index] * treated[index];
      gone += treated[index];
    }
    if (ends > 0) {
      const treatedShare = treatedAtRisk / atRisk;
      const tied = atRisk > 1 ? (atRisk - ends) / (atRisk - 1) : 0;
      const variance = ends * treatedShare * (1 - treatedShare) * tied;
      const weight = rho === 0 ? 1 : survival;
      const expected = ends * treatedShare;
      steps.push({ time: now, ends, first, expected, variance, atRisk, treatedShare, weight });
      survival *= 1 - ends / atRisk;
    }
    treatedAtRisk -= gone;
  }
  return steps;
}

/** Σ over clusters of squared scores; a score is `∫ w (Z − Z̄) dM` with `M` the martingale. */
function clusteredVariance(data: Sorted, steps: readonly Step[], cluster: ClusterPlaces): number {
  const scores = new Float64Array(cluster.size);
  let next = 0;
  let [hazard, hazardOfTreated] = [0, 0];
  for (let index = 0; index < data.time.length; index += 1) {
    const time = data.time[index];
    for (let step = steps[next]; step !== undefined && step.time <= time; step = steps[next]) {
      const rate = (step.weight * step.ends) / step.atRisk;
      hazard += rate;
      hazardOfTreated += rate * step.treatedShare;
      next += 1;
    }
    const arm = data.treated[index];
    const step = steps[next - 1];
    const jump =
      data.ended[index] === 1 && step !== undefined ? step.weight * (arm - step.treatedShare) : 0;
    const place = cluster.place[index];
    scores[place] = scores[place] + jump - (arm * hazard - hazardOfTreated);
  }
  return scores.reduce((sum, score) => sum + score * score, 0);
}
