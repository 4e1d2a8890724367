/** Rows of a matrix, with what each is multiplied by. */
export type ScaledRows = {
  /** The matrix, row-major. */
  readonly values: Float64Array;
  /** Where each row begins in `values`. */
  readonly starts: Int32Array;
  /** One factor a row. */
  readonly scales: Float64Array;
};

/**
 * Adds the first `rows` scaled rows to a stretch of `into`: `into[to + k] += Σ_r scale_r · row_r[k]` for
 * `k < columns`, each element in the order of the rows.
 *
 * Four rows go at a time: the stretch is then read and written a quarter as often, which is what sums
 * of long matrices spend their time on.
 */
export function addScaledRows(
  { values, starts, scales }: ScaledRows,
  rows: number,
  into: Float64Array,
  to: number,
  columns: number,
): void {
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const [a, b, c, d] = [starts[row], starts[row + 1], starts[row + 2], starts[row + 3]];
    const scaleA = scales[row];
    const scaleB = scales[row + 1];
    const scaleC = scales[row + 2];
    const scaleD = scales[row + 3];
    for (let k = 0; k < columns; k += 1) {
      into[to + k] =
        into[to + k] +
        scaleA * values[a + k] +
        scaleB * values[b + k] +
        scaleC * values[c + k] +
        scaleD * values[d + k];
    }
  }
  for (; row < rows; row += 1) {
    const start = starts[row];
    const scale = scales[row];
    for (let k = 0; k < columns; k += 1) into[to + k] += scale * values[start + k];
  }
}
