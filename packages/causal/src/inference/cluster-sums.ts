import type { InfluenceMatrix } from '../group-time/influence.ts';
import type { PanelClusters } from '../panel/panel.ts';

/**
 * Influence functions summed over the units of each cluster. The number of units stays what estimates
 * divide by: sums and not means, so that clusters of unequal size count as they should.
 */
export type ClusterSums = {
  /** Row-major `clusters × columns`. */
  readonly values: Float64Array;
  readonly clusters: number;
  readonly columns: number;
  /** How many units there are. */
  readonly units: number;
};

/** @param clusters - null makes every unit its own cluster */
export function clusterSums(
  influence: InfluenceMatrix,
  clusters: PanelClusters | null,
): ClusterSums {
  const { rows, columns, values } = influence;
  if (clusters === null) return { values, clusters: rows, columns, units: rows };

  const sums = new Float64Array(clusters.labels.length * columns);
  for (let unit = 0; unit < rows; unit += 1) {
    const to = clusters.of[unit] * columns;
    for (let column = 0; column < columns; column += 1) {
      sums[to + column] += values[unit * columns + column];
    }
  }
  return { values: sums, clusters: clusters.labels.length, columns, units: rows };
}
