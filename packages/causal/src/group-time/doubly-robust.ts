import { choleskySolve } from '../linear-algebra/cholesky.ts';
import { fitLogit, type LogitFit } from './logit.ts';
import type { CovariateMethod } from './options.ts';
import { fitControls } from './outcome-regression.ts';

/** Two groups, two periods, with covariates. */
export type TwoByTwo = {
  /** Change of the outcome, per unit. */
  readonly change: Float64Array;
  /** 1 for treated units, 0 for controls. */
  readonly treated: Uint8Array;
  readonly weights: Float64Array;
  /** Row-major `units × columns`; the first column is 1. */
  readonly design: Float64Array;
  readonly columns: number;
};

/** An estimate and what each unit contributes: the estimate errs by about the sum of `influence`. */
export type TwoByTwoEstimate = {
  readonly att: number;
  readonly influence: Float64Array;
};

/** Why a cell with covariates has no estimate. */
export type TwoByTwoFailure = 'no_overlap' | 'collinear';

/** Controls that resemble the treated too closely would carry all the weight. */
const TRIMMED_ABOVE = 0.995;
const LARGEST_PROBABILITY = 1 - 1e-6;
const NO_OVERLAP_FROM = 0.999;

/**
 * Average effect on the treated with covariates, and its influence function: the locally efficient
 * doubly robust estimator of Sant'Anna & Zhao (2020), section 3.1 and theorem 1; its two halves are
 * outcome regression (Heckman, Ichimura & Todd 1997) and inverse probability weighting with weights
 * that sum to one (Abadie 2005).
 */
export function estimateTwoByTwo(
  data: TwoByTwo,
  method: CovariateMethod,
): TwoByTwoEstimate | TwoByTwoFailure {
  const { change, treated, weights, design, columns } = data;
  const logit = method === 'reg' ? null : fitLogit(design, columns, treated, weights);
  if (typeof logit === 'string') return logit;
  if (logit?.probabilities.some((probability) => probability >= NO_OVERLAP_FROM))
    return 'no_overlap';
  const regression =
    method === 'ipw' ? null : fitControls(design, columns, change, treated, weights);
  if (method !== 'ipw' && regression === null) return 'collinear';

  const residuals = regression?.residuals ?? change;
  const counterfactual = logit === null ? treatedWeights(data) : controlWeights(data, logit);
  const own = weightedMean(treatedWeights(data), residuals);
  // Regression alone predicts the treated; nothing is left to take off.
  const other =
    method === 'reg' ? { mean: 0, total: own.total } : weightedMean(counterfactual, residuals);

  const influence = new Float64Array(change.length);
  for (let unit = 0; unit < change.length; unit += 1) {
    const onTreated = treated[unit] * weights[unit] * (residuals[unit] - own.mean);
    influence[unit] = onTreated / own.total;
    if (method !== 'reg') {
      influence[unit] -= (counterfactual[unit] * (residuals[unit] - other.mean)) / other.total;
    }
  }
  if (regression !== null) {
    const gap = weightedDesign(data, treatedWeights(data), null, own.total);
    if (method === 'dr') {
      const matched = weightedDesign(data, counterfactual, null, other.total);
      for (let k = 0; k < columns; k += 1) gap[k] -= matched[k];
    }
    const slope = choleskySolve(regression.gramFactor, gap);
    addScores(data, influence, slope, (unit) =>
      treated[unit] === 1 ? 0 : -weights[unit] * residuals[unit],
    );
  }
  if (logit !== null) {
    const deviations = residuals.map((value) => value - other.mean);
    const moment = weightedDesign(data, counterfactual, deviations, other.total);
    const slope = choleskySolve(logit.informationFactor, moment);
    addScores(
      data,
      influence,
      slope,
      (unit) =>
        -weights[unit] * (treated[unit] - Math.min(logit.probabilities[unit], LARGEST_PROBABILITY)),
    );
  }
  return { att: own.mean - other.mean, influence };
}

function treatedWeights({ treated, weights }: TwoByTwo): Float64Array {
  return weights.map((weight, unit) => weight * treated[unit]);
}

/** Controls weighted by their odds of treatment, so that they resemble the treated. */
function controlWeights({ treated, weights }: TwoByTwo, { probabilities }: LogitFit): Float64Array {
  return weights.map((weight, unit) => {
    const probability = Math.min(probabilities[unit], LARGEST_PROBABILITY);
    if (treated[unit] === 1 || probability >= TRIMMED_ABOVE) return 0;
    return (weight * probability) / (1 - probability);
  });
}

function weightedMean(weights: Float64Array, values: Float64Array) {
  let total = 0;
  let sum = 0;
  for (let unit = 0; unit < weights.length; unit += 1) {
    total += weights[unit];
    sum += weights[unit] * values[unit];
  }
  return { mean: sum / total, total };
}

/** `Σ weight · factor · x / total`. */
function weightedDesign(
  { design, columns }: TwoByTwo,
  weights: Float64Array,
  factors: Float64Array | null,
  total: number,
): Float64Array {
  const sums = new Float64Array(columns);
  for (let unit = 0; unit < weights.length; unit += 1) {
    const weight = (weights[unit] * (factors === null ? 1 : factors[unit])) / total;
    for (let k = 0; k < columns; k += 1) sums[k] += weight * design[unit * columns + k];
  }
  return sums;
}

/** What estimating a model's coefficients adds: its score times how the estimate depends on them. */
function addScores(
  { design, columns }: TwoByTwo,
  influence: Float64Array,
  slope: Float64Array,
  score: (unit: number) => number,
): void {
  for (let unit = 0; unit < influence.length; unit += 1) {
    let projected = 0;
    for (let k = 0; k < columns; k += 1) projected += design[unit * columns + k] * slope[k];
    influence[unit] += score(unit) * projected;
  }
}
