/**
 * Lower factor of a symmetric positive definite matrix, row-major `size × size`.
 *
 * @param tolerance - a pivot at most this share of its diagonal element counts as zero
 * @returns null where the matrix is singular or not finite
 */
export function cholesky(
  matrix: Float64Array,
  size: number,
  tolerance = 1e-13,
): Float64Array | null {
  const factor = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    const diagonal = matrix[column * size + column];
    let pivot = diagonal;
    for (let k = 0; k < column; k += 1) pivot -= factor[column * size + k] ** 2;
    if (!(pivot > tolerance * Math.abs(diagonal))) return null;
    const root = Math.sqrt(pivot);
    factor[column * size + column] = root;
    for (let row = column + 1; row < size; row += 1) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k += 1) sum -= factor[row * size + k] * factor[column * size + k];
      factor[row * size + column] = sum / root;
    }
  }
  return factor;
}

/** Solves `L L' x = right` for the factor of {@link cholesky}. */
export function choleskySolve(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) solution[row] -= factor[row * size + k] * solution[k];
    solution[row] /= factor[row * size + row];
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) solution[row] -= factor[k * size + row] * solution[k];
    solution[row] /= factor[row * size + row];
  }
  return solution;
}

/** Solves `L z = right` for the factor of {@link cholesky}; `z'z` is then `right' (LL')⁻¹ right`. */
export function forwardSolve(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) solution[row] -= factor[row * size + k] * solution[k];
    solution[row] /= factor[row * size + row];
  }
  return solution;
}
