import { studentCdf } from '../distributions.ts';
import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A coefficient with an error that keeps its level with few clusters. */
export type ClusteredCoefficient = {
  readonly estimate: number;
  readonly se: number;
  /** Degrees of freedom of the t distribution to hold it against; seldom whole. */
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly p: number;
};

/** Least squares on a handful of columns. */
export type RegressionInput = {
  /** Row-major `rows × columns`, an intercept among them if wanted. */
  readonly design: Float64Array;
  readonly outcome: Float64Array;
  /** Per row, from 0. */
  readonly cluster: Int32Array;
};

/**
 * Ordinary least squares with the bias-reduced clustered variance CR2 (Bell and McCaffrey 2002; Pustejovsky
 * and Tipton 2018, Journal of Business & Economic Statistics 36) and Satterthwaite degrees of freedom,
 * under independent errors as working model. Residuals of a cluster are multiplied by
 * `(I − X_c M X_c')^{−1/2}` with `M = (X'X)⁻¹`; that root needs only a matrix as large as the columns.
 *
 * @param column - whose coefficient is wanted
 * @throws {RangeError} if columns are collinear
 */
export function clusteredRegression(input: RegressionInput, column: number): ClusteredCoefficient {
  const { design, outcome, cluster } = input;
  const rows = outcome.length;
  const size = design.length / rows;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let row = 0; row < rows; row += 1) addRow(row, gram, right);
  const factor = cholesky(gram, size);
  if (factor === null) throw new RangeError('the columns of the design are collinear');
  const coefficients = choleskySolve(factor, right);
  const unit = Float64Array.from({ length: size }, (_, index) => (index === column ? 1 : 0));
  const contrast = choleskySolve(factor, unit);

  const scores: number[] = [];
  const inner: number[] = [];
  const spans: Float64Array[] = [];
  for (const members of membersOf(cluster)) {
    const { score, square, span } = clusterTerms(members);
    scores.push(score);
    inner.push(square);
    spans.push(span);
  }
  const variance = scores.reduce((sum, score) => sum + score * score, 0);
  const degreesOfFreedom = satterthwaite(inner, spans, factor);
  const se = Math.sqrt(variance);
  const p = 2 * studentCdf(-Math.abs(coefficients[column]) / se, degreesOfFreedom);
  return { estimate: coefficients[column], se, degreesOfFreedom, p };

  function addRow(row: number, matrix: Float64Array, vector: Float64Array): void {
    for (let a = 0; a < size; a += 1) {
      vector[a] += design[row * size + a] * outcome[row];
      for (let b = 0; b < size; b += 1) {
        matrix[a * size + b] += design[row * size + a] * design[row * size + b];
      }
    }
  }

  /** With `h = A X_c M e`: its product with the residuals, its square, and `X_c' h`. */
  function clusterTerms(members: readonly number[]) {
    const adjusted = adjust(members);
    const span = new Float64Array(size);
    let score = 0;
    let square = 0;
    for (const [place, row] of members.entries()) {
      let fitted = 0;
      for (let a = 0; a < size; a += 1) {
        fitted += design[row * size + a] * coefficients[a];
        span[a] += design[row * size + a] * adjusted[place];
      }
      score += adjusted[place] * (outcome[row] - fitted);
      square += adjusted[place] ** 2;
    }
    return { score, square, span };
  }

  /**
   * `(I − Q Q')^{−1/2} X_c M e` with `Q = X_c L⁻ᵀ`. An eigenvector `w` of `Q'Q` with value `s²` gives the
   * direction `Q w / s`, which is stretched by `1 / √(1 − s²)`; all others stay.
   */
  function adjust(members: readonly number[]): Float64Array {
    const own = Float64Array.from(members, (row) => {
      let sum = 0;
      for (let a = 0; a < size; a += 1) sum += design[row * size + a] * contrast[a];
      return sum;
    });
    const q = members.map((row) => whitened(design.subarray(row * size, (row + 1) * size)));
    const gramOfQ = new Float64Array(size * size);
    for (const vector of q) {
      for (let a = 0; a < size; a += 1) {
        for (let b = 0; b < size; b += 1) gramOfQ[a * size + b] += vector[a] * vector[b];
      }
    }
    const { values, vectors } = symmetricEigen(gramOfQ, size);
    const result = Float64Array.from(own);
    for (const [index, value] of values.entries()) {
      // a direction that one cluster alone determines has no residual to stretch
      if (value < 1e-12 || value > 1 - 1e-10) continue;
      const direction = q.map((vector) => {
        let sum = 0;
        for (let a = 0; a < size; a += 1) sum += vector[a] * vectors[a * size + index];
        return sum / Math.sqrt(value);
      });
      const along = direction.reduce((sum, part, place) => sum + part * own[place], 0);
      const stretch = (1 / Math.sqrt(1 - value) - 1) * along;
      for (const [place, part] of direction.entries()) result[place] += stretch * part;
    }
    return result;
  }

  function whitened(vector: Float64Array): Float64Array {
    const solution = Float64Array.from(vector);
    for (let row = 0; row < size; row += 1) {
      for (let k = 0; k < row; k += 1) solution[row] -= lower(row, k) * solution[k];
      solution[row] /= lower(row, row);
    }
    return solution;
  }

  function lower(row: number, k: number): number {
    return factor === null ? NaN : factor[row * size + k];
  }
}

/** `tr(P)² / Σ P²` with `P_cd = [c = d] h_c'h_c − (X_c'h_c)' M (X_d'h_d)`. */
function satterthwaite(
  inner: readonly number[],
  spans: readonly Float64Array[],
  factor: Float64Array,
): number {
  const solved = spans.map((span) => choleskySolve(factor, span));
  let trace = 0;
  let squares = 0;
  for (const [c, span] of spans.entries()) {
    for (const [d, other] of solved.entries()) {
      const across = span.reduce((sum, part, a) => sum + part * other[a], 0);
      const element = (c === d ? inner[c] : 0) - across;
      if (c === d) trace += element;
      squares += element ** 2;
    }
  }
  return trace ** 2 / squares;
}

function membersOf(cluster: Int32Array): readonly (readonly number[])[] {
  const members = new Map<number, number[]>();
  for (const [row, own] of cluster.entries()) {
    const rows = members.get(own) ?? [];
    rows.push(row);
    members.set(own, rows);
  }
  return [...members.values()];
}
