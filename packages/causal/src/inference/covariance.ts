import type { ClusterSums } from './cluster-sums.ts';

/** Covariance of the estimates, row-major `columns × columns`: `Σ_c S_c S_c' / n²`. */
export function covarianceOf({ values, clusters, columns, units }: ClusterSums): Float64Array {
  const covariance = new Float64Array(columns * columns);
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    const start = cluster * columns;
    for (let row = 0; row < columns; row += 1) {
      const left = values[start + row];
      if (left === 0) continue;
      for (let column = 0; column <= row; column += 1) {
        covariance[row * columns + column] += left * values[start + column];
      }
    }
  }
  for (let row = 0; row < columns; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const value = covariance[row * columns + column] / units ** 2;
      covariance[row * columns + column] = value;
      covariance[column * columns + row] = value;
    }
  }
  return covariance;
}

/** Standard errors: roots of the diagonal of {@link covarianceOf}, without the rest. */
export function standardErrors({ values, clusters, columns, units }: ClusterSums): Float64Array {
  const squares = new Float64Array(columns);
  for (let cluster = 0; cluster < clusters; cluster += 1) {
    for (let column = 0; column < columns; column += 1) {
      squares[column] += values[cluster * columns + column] ** 2;
    }
  }
  return squares.map((square) => Math.sqrt(square) / units);
}
