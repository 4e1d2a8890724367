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
  const shocks = new Float64Array(rank * 4);
  for (let draw = 0; draw < options.draws; draw += 4) {
    for (let own = 0; own < 4; own += 1) {
      for (let k = 0; k < rank; k += 1) shocks[4 * k + own] = normal();
    }
    largest.set(largestOfFour(factor, shocks).subarray(0, options.draws - draw), draw);
  }
  return quantileOf(largest.toSorted(), options.level ?? 0.95);
}

/**
 * Largest of |Z_k| in each of four draws, element 4 k + d of `shocks` belonging to draw d. One draw
 * alone would wait for each product before it adds the next.
 */
function largestOfFour(factor: readonly Float64Array[], shocks: Float64Array): Float64Array {
  let [most0, most1, most2, most3] = [0, 0, 0, 0];
  for (const [last, row] of factor.entries()) {
    let [value0, value1, value2, value3] = [0, 0, 0, 0];
    for (let k = 0; k <= last; k += 1) {
      const scale = row[k];
      const at = 4 * k;
      value0 += scale * shocks[at];
      value1 += scale * shocks[at + 1];
      value2 += scale * shocks[at + 2];
      value3 += scale * shocks[at + 3];
    }
    most0 = Math.max(most0, Math.abs(value0));
    most1 = Math.max(most1, Math.abs(value1));
    most2 = Math.max(most2, Math.abs(value2));
    most3 = Math.max(most3, Math.abs(value3));
  }
  return Float64Array.of(most0, most1, most2, most3);
}

/**
 * Rows whose products are the correlations: Cholesky's lower factor, where a dependent element adds
 * none.
 */
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
