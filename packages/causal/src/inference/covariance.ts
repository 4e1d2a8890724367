import { addScaledRows } from '../linear-algebra/add-scaled-rows.ts';
import type { ClusterSums } from './cluster-sums.ts';

/** Clusters that are added to the covariance at once: so many rows stay in the nearest cache. */
const BLOCK = 16;

/** Covariance of the estimates, row-major `columns × columns`: `Σ_c S_c S_c' / n²`. */
export function covarianceOf({ values, clusters, columns, units }: ClusterSums): Float64Array {
  const covariance = new Float64Array(columns * columns);
  const block = { values, starts: new Int32Array(BLOCK), scales: new Float64Array(BLOCK) };
  for (let first = 0; first < clusters; first += BLOCK) {
    const rows = Math.min(BLOCK, clusters - first);
    for (let own = 0; own < rows; own += 1) block.starts[own] = (first + own) * columns;
    for (let row = 0; row < columns; row += 1) {
      for (let own = 0; own < rows; own += 1) block.scales[own] = values[block.starts[own] + row];
      addScaledRows(block, rows, covariance, row * columns, row + 1);
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
