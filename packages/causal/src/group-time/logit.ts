import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';

/** A fitted propensity: the probability of being treated, given covariates. */
export type LogitFit = {
  readonly probabilities: Float64Array;
  /** Cholesky factor of the information, `Σ w p (1 − p) x x'`. */
  readonly informationFactor: Float64Array;
};

const MOST_STEPS = 100;

/**
 * Weighted logistic regression by Newton's method with halved steps (McCullagh & Nelder 1989, 2.5).
 *
 * @param design - row-major `units × columns`, with a column of ones
 * @returns why not, where covariates are collinear, or tell treated and controls apart entirely
 */
export function fitLogit(
  design: Float64Array,
  columns: number,
  treated: Uint8Array,
  weights: Float64Array,
): LogitFit | 'collinear' | 'no_overlap' {
  let coefficients = startingPoint(treated, weights, columns);
  let current = evaluate(design, columns, treated, weights, coefficients);

  for (let step = 0; step < MOST_STEPS; step += 1) {
    const factor = cholesky(current.information, columns);
    if (factor === null) return step === 0 ? 'collinear' : 'no_overlap';
    const direction = choleskySolve(factor, current.score);
    // The Newton decrement is the log likelihood still to be won, twice.
    let decrement = 0;
    for (let k = 0; k < columns; k += 1) decrement += direction[k] * current.score[k];
    if (decrement < 1e-20 * (1 + Math.abs(current.logLikelihood))) {
      return { probabilities: current.probabilities, informationFactor: factor };
    }
    let size = 1;
    let next = current;
    let moved = coefficients;
    for (; size > 1e-6; size /= 2) {
      moved = coefficients.map((value, k) => value + size * direction[k]);
      next = evaluate(design, columns, treated, weights, moved);
      // Rounding may cost the last step a few units in the last place.
      if (next.logLikelihood >= current.logLikelihood - 1e-12 * Math.abs(current.logLikelihood))
        break;
    }
    coefficients = moved;
    current = next;
  }
  return 'no_overlap';
}

function startingPoint(treated: Uint8Array, weights: Float64Array, columns: number): Float64Array {
  let on = 0;
  let all = 0;
  for (let unit = 0; unit < treated.length; unit += 1) {
    all += weights[unit];
    on += weights[unit] * treated[unit];
  }
  const start = new Float64Array(columns);
  start[0] = Math.log(on / (all - on));
  return start;
}

function evaluate(
  design: Float64Array,
  columns: number,
  treated: Uint8Array,
  weights: Float64Array,
  coefficients: Float64Array,
) {
  const probabilities = new Float64Array(treated.length);
  const score = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  let logLikelihood = 0;
  for (let unit = 0; unit < treated.length; unit += 1) {
    const start = unit * columns;
    let index = 0;
    for (let k = 0; k < columns; k += 1) index += design[start + k] * coefficients[k];
    const probability = 1 / (1 + Math.exp(-index));
    probabilities[unit] = probability;
    const signed = treated[unit] === 1 ? index : -index;
    logLikelihood -=
      weights[unit] * (Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed))));
    const residual = weights[unit] * (treated[unit] - probability);
    const curvature = weights[unit] * probability * (1 - probability);
    for (let k = 0; k < columns; k += 1) {
      score[k] += residual * design[start + k];
      for (let l = 0; l <= k; l += 1) {
        information[k * columns + l] += curvature * design[start + k] * design[start + l];
      }
    }
  }
  for (let k = 0; k < columns; k += 1) {
    for (let l = 0; l < k; l += 1) information[l * columns + k] = information[k * columns + l];
  }
  return { probabilities, score, information, logLikelihood };
}
