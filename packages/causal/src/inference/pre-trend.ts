import type { GroupTimeEstimate } from '../group-time/estimate.ts';
import { covarianceOf } from './covariance.ts';
import { cellErrors, cellSums } from './estimate-errors.ts';
import { waldTest, type WaldTest } from './wald.ts';

/** A test of more effects would cost more than it tells: it rejects what is true. */
const MOST_CELLS = 1_000;

/**
 * Wald test that every cell before treatment is zero, anticipation periods among them.
 *
 * It has the size that it claims only with many more clusters than cells.
 *
 * @param errors - of all cells, if they are known already
 * @returns null without such cells, or with too many of them for a covariance of full rank
 */
export function preTrendTest(
  estimate: GroupTimeEstimate,
  errors: Float64Array = cellErrors(estimate),
): WaldTest | null {
  const before = [...estimate.cells.keys()].filter(
    (index) => estimate.cells[index].t < estimate.cells[index].g && !Number.isNaN(errors[index]),
  );
  const clusters = estimate.panel.clusters?.labels.length ?? estimate.panel.units.length;
  if (before.length > Math.min(MOST_CELLS, clusters)) return null;
  const values = Float64Array.from(before, (index) => estimate.cells[index].att);
  return waldTest(values, covarianceOf(cellSums(estimate, before)));
}
