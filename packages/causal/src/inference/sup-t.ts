import { quantileOf } from './quantile.ts';
import { normalSource } from './random.ts';

export type SupTOptions = {
  /** 0.95 by default. */
  readonly level?: number;
  readonly draws: number;
  readonly seed: number;
};

/**
 * Critical value of a uniform band: the quantile of the largest of |Z_k| for normal Z with the
 * correlation of the estimates. With normal multipliers the bootstrap of Callaway & Sant'Anna (2021),
 * section 4.1, has exactly this distribution, so it costs the same however many units there are.
 *
 * @param covariance - row-major `size × size`; elements without variance take no part
 * @returns NaN where nothing varies
 */
export function supTCritical(covariance: Float64Array, size: number, options: SupTOptions): number {
  const factor = correlationFactor(covariance, size);
  const rank = factor.length === 0 ? 0 : factor[0].length;
  if (rank === 0) return Number.NaN;

  const normal = normalSource(options.seed);
  const largest = new Float64Array(options.draws);
  const shocks = new Float64Array(rank);
  for (let draw = 0; draw < options.draws; draw += 1) {
    for (let k = 0; k < rank; k += 1) shocks[k] = normal();
    for (const row of factor) {
      let value = 0;
      for (let k = 0; k < rank; k += 1) value += row[k] * shocks[k];
      if (Math.abs(value) > largest[draw]) largest[draw] = Math.abs(value);
    }
  }
  return quantileOf(largest.toSorted(), options.level ?? 0.95);
}

/** Rows whose products are the correlations: Cholesky's factor, where a dependent element adds none. */
function correlationFactor(covariance: Float64Array, size: number): readonly Float64Array[] {
  const varying: number[] = [];
  for (let k = 0; k < size; k += 1) if (covariance[k * size + k] > 0) varying.push(k);
  const rows = varying.map(() => new Float64Array(varying.length));
  for (const [i, own] of varying.entries()) {
    for (let j = 0; j <= i; j += 1) {
      const other = varying[j];
      const scale = Math.sqrt(covariance[own * size + own] * covariance[other * size + other]);
      let rest = covariance[own * size + other] / scale;
      for (let k = 0; k < j; k += 1) rest -= rows[i][k] * rows[j][k];
      if (i === j) rows[i][i] = rest > 1e-12 ? Math.sqrt(rest) : 0;
      else rows[i][j] = rows[j][j] > 0 ? rest / rows[j][j] : 0;
    }
  }
  return rows;
}
