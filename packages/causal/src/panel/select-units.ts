import { meanOne } from './mean-one.ts';
import type { Panel } from './panel.ts';

/**
 * The panel of some of its units; weights have mean 1 again.
 *
 * @param keep - whether a row stays
 */
export function selectUnits(panel: Panel, keep: (row: number) => boolean): Panel {
  const rows = panel.units.map((_, row) => row).filter(keep);
  if (rows.length === panel.units.length) return panel;

  const width = panel.periods.length;
  const rowsOf = (values: Float64Array) => {
    const picked = new Float64Array(rows.length * width);
    for (const [to, from] of rows.entries()) {
      picked.set(values.subarray(from * width, (from + 1) * width), to * width);
    }
    return picked;
  };
  const exposure = rowsOf(panel.exposure);
  return {
    ...panel,
    units: rows.map((row) => panel.units[row]),
    outcome: rowsOf(panel.outcome),
    exposure,
    isBalanced: exposure.every((value) => value === 1),
    firstTreated: Float64Array.from(rows, (row) => panel.firstTreated[row]),
    weights: meanOne(Float64Array.from(rows, (row) => panel.weights[row])),
    clusters: panel.clusters && {
      ...panel.clusters,
      of: Int32Array.from(rows, (row) => panel.clusters?.of[row] ?? 0),
    },
    covariates: panel.covariates.map(({ name, values }) => ({ name, values: rowsOf(values) })),
  };
}
