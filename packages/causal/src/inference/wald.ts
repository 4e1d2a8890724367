import { chiSquareSurvival } from '../distributions.ts';
import { cholesky, forwardSolve } from '../linear-algebra/cholesky.ts';

/** A joint test that several effects are zero. */
export type WaldTest = {
  /** `a' V⁻¹ a`. */
  readonly W: number;
  /** How many effects. */
  readonly df: number;
  /** Probability of a larger value under the χ² distribution. */
  readonly p: number;
};

/**
 * Wald test of `values = 0`.
 *
 * @param covariance - row-major, of the values
 * @returns null without values, or where their covariance is singular, as with more values than clusters
 */
export function waldTest(values: Float64Array, covariance: Float64Array): WaldTest | null {
  const size = values.length;
  if (size === 0) return null;
  const scales = Float64Array.from(values, (_, k) => Math.sqrt(covariance[k * size + k]));
  const correlation = covariance.map(
    (value, at) => value / (scales[Math.floor(at / size)] * scales[at % size]),
  );
  const factor = cholesky(correlation, size, 1e-11);
  if (factor === null) return null;
  const standard = forwardSolve(
    factor,
    values.map((value, k) => value / scales[k]),
  );
  const W = standard.reduce((sum, value) => sum + value * value, 0);
  return { W, df: size, p: chiSquareSurvival(W, size) };
}
