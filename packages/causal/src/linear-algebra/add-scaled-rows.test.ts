import { describe, expect, it } from 'vitest';
import { addScaledRows } from './add-scaled-rows.ts';

const COLUMNS = 3;

/** Row `r` of the matrix is `10 r + 1, 10 r + 2, 10 r + 3`. */
const values = Float64Array.from(
  { length: 9 * COLUMNS },
  (_, at) => 10 * Math.floor(at / COLUMNS) + (at % COLUMNS) + 1,
);

describe('addScaledRows', () => {
  it('adds nothing where there are no rows', () => {
    const into = Float64Array.of(7, 8, 9);

    addScaledRows(
      { values, starts: new Int32Array(4), scales: new Float64Array(4).fill(1) },
      0,
      into,
      0,
      COLUMNS,
    );

    expect(into).toEqual(Float64Array.of(7, 8, 9));
  });

  it('adds rows in any order, the four-fold ones and the rest, to a stretch alone', () => {
    // rows 8, 0, 3, 0, 1 by 1, 2, -1, 10, 100: first column 81 + 2·1 − 31 + 10·1 + 100·11 = 1162
    const rows = {
      values,
      starts: Int32Array.of(8, 0, 3, 0, 1).map((row) => row * COLUMNS),
      scales: Float64Array.of(1, 2, -1, 10, 100),
    };
    const into = new Float64Array(5);

    addScaledRows(rows, 5, into, 1, COLUMNS);

    expect(into).toEqual(Float64Array.of(0, 1162, 1274, 1386, 0));
  });

  it('takes the first columns and rows only', () => {
    const rows = {
      values,
      starts: Int32Array.of(0, COLUMNS),
      scales: Float64Array.of(1, 1),
    };
    const into = new Float64Array(3);

    addScaledRows(rows, 1, into, 0, 2);

    expect(into).toEqual(Float64Array.of(1, 2, 0));
  });
});
