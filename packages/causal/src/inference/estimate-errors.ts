import type { GroupTimeEstimate } from '../group-time/estimate.ts';
import type { Mixture } from '../group-time/influence.ts';
import { clusterSums, type ClusterSums } from './cluster-sums.ts';
import { standardErrors } from './covariance.ts';
import { negligibleError } from './negligible-error.ts';

/** Influence functions of mixtures, summed within the clusters of the panel: what inference needs. */
export function mixtureSums(
  { influence, panel }: GroupTimeEstimate,
  mixtures: readonly Mixture[],
): ClusterSums {
  return clusterSums(influence.mix(mixtures), panel.clusters);
}

/** The same of single cells, one column a cell, in the order of `indexes`. */
export function cellSums(
  { influence, panel }: GroupTimeEstimate,
  indexes: readonly number[],
): ClusterSums {
  const units = panel.units.length;
  const clusters = panel.clusters?.labels.length ?? units;
  const columns = indexes.length;
  const values = new Float64Array(clusters * columns);
  const ofCell = new Float64Array(units);
  for (const [column, index] of indexes.entries()) {
    influence.cell(index, ofCell);
    for (let unit = 0; unit < units; unit += 1) {
      const cluster = panel.clusters?.of[unit] ?? unit;
      values[cluster * columns + column] += ofCell[unit];
    }
  }
  return { values, clusters, columns, units };
}

/** Standard errors of all cells, in their order; NaN where a cell has none. */
export function cellErrors(estimate: GroupTimeEstimate): Float64Array {
  const negligible = negligibleError(estimate.panel);
  return Float64Array.from(estimate.cells, ({ status }, index) => {
    if (status !== 'estimated') return Number.NaN;
    return errorOrNaN(standardErrors(cellSums(estimate, [index]))[0], negligible);
  });
}

/** Standard errors of mixtures, in their order; NaN where nothing varies. */
export function mixtureErrors(
  estimate: GroupTimeEstimate,
  mixtures: readonly Mixture[],
): Float64Array {
  const negligible = negligibleError(estimate.panel);
  return standardErrors(mixtureSums(estimate, mixtures)).map((error) =>
    errorOrNaN(error, negligible),
  );
}

/** A cohort of one unit deviates from its own mean by rounding only: that is no error, but none known. */
function errorOrNaN(error: number, negligible: number): number {
  return error > negligible ? error : Number.NaN;
}
