import type { Frame } from './frame.ts';
import type { WeekCells } from './week-cells.ts';
import { roleOf } from './week-panel.ts';

/**
 * The developers of a frame that a measure can compare. Who is treated from the start, or has nothing
 * before adoption, must not decide anything about the others: neither what is extreme, nor whether it
 * is still the same people and repositories.
 */
export function comparedFrame(frame: Frame, { exposure }: WeekCells): Frame {
  const { adopted, developers, firstWeek, from, pulls, to, width } = frame;
  const rows = [...developers.keys()].filter((row) => {
    const own = exposure.subarray(row * width, (row + 1) * width);
    return roleOf(own, adopted[row] - firstWeek) !== 'absent';
  });
  return {
    ...frame,
    developers: rows.map((row) => developers[row]),
    adopted: Float64Array.from(rows, (row) => adopted[row]),
    from: Int32Array.from(rows, (row) => from[row]),
    to: Int32Array.from(rows, (row) => to[row]),
    pulls: rows.map((row) => pulls[row]),
  };
}
