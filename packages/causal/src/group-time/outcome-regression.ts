import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';

/** How the outcome would have changed without treatment, given covariates. */
export type RegressionFit = {
  /** Observed change less the predicted one, for every unit. */
  readonly residuals: Float64Array;
  /** Cholesky factor of `Σ w x x'` over the controls. */
  readonly gramFactor: Float64Array;
};

/**
 * Weighted least squares of the change on covariates among the controls.
 *
 * @returns null where the covariates of the controls are collinear
 */
export function fitControls(
  design: Float64Array,
  columns: number,
  change: Float64Array,
  treated: Uint8Array,
  weights: Float64Array,
): RegressionFit | null {
  const gram = new Float64Array(columns * columns);
  const moment = new Float64Array(columns);
  for (let unit = 0; unit < treated.length; unit += 1) {
    if (treated[unit] === 1) continue;
    const start = unit * columns;
    for (let k = 0; k < columns; k += 1) {
      const weighted = weights[unit] * design[start + k];
      moment[k] += weighted * change[unit];
      for (let l = 0; l < columns; l += 1) gram[k * columns + l] += weighted * design[start + l];
    }
  }
  const gramFactor = cholesky(gram, columns);
  if (gramFactor === null) return null;

  const coefficients = choleskySolve(gramFactor, moment);
  const residuals = change.map((value, unit) => {
    let predicted = 0;
    for (let k = 0; k < columns; k += 1) predicted += design[unit * columns + k] * coefficients[k];
    return value - predicted;
  });
  return { residuals, gramFactor };
}
