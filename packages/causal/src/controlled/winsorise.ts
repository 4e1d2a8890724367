import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { quantileOf } from '../inference/quantile.ts';
import { comparedFrame } from './compared-frame.ts';
import type { Frame } from './frame.ts';
import { isMature, logSecondsOf, measureCells, type WeekCells } from './week-cells.ts';

const TAIL = 0.01;

/** Cells with the most extreme hundredth drawn in: of log seconds on either side, of weekly counts above. */
export function winsorisedCells(
  frame: Frame,
  measure: BeforeAfterMeasure,
  cells: WeekCells,
): WeekCells {
  const values =
    measure === 'cycle_time'
      ? comparedFrame(frame, cells).pulls.flatMap((pulls) =>
          pulls.filter((pull) => isMature(pull, frame.asOf)).map(logSecondsOf),
        )
      : cells.outcome.filter((count) => count > 0);
  const sorted = Float64Array.from(values).toSorted();
  if (sorted.length === 0) return cells;
  const high = quantileOf(sorted, 1 - TAIL);
  if (measure === 'throughput') {
    return { ...cells, outcome: cells.outcome.map((own) => Math.min(own, high)) };
  }
  const low = quantileOf(sorted, TAIL);
  return measureCells(frame, measure, { adjust: (own) => Math.min(Math.max(own, low), high) });
}
