import { listCells, type CellDesign } from '../group-time/cells.ts';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf, type Cohorts } from '../group-time/cohorts.ts';
import { completeOptions } from '../group-time/options.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { PanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { cellMeans, type CellMeans, type TrendScale } from '../ratio/cell-means.ts';
import { poolEffects } from '../ratio/pool-effects.ts';
import type { PooledPanel } from './pool-panel.ts';
import { ANTICIPATION, BASE_WEEKS } from './week-panel.ts';

/** A cell from treatment on, in the form in which its means are taken. */
type PostCell = {
  readonly e: number;
  readonly design: CellDesign;
  readonly cell: CellDesign & { readonly from: number; readonly to: number };
};

/**
 * Pools panels one after the other as `poolPanel` does, for the overall effect alone. Panels that differ
 * only in who of them began when share their cells, which are then listed once: for permutations.
 */
export function overallPooler(scale: TrendScale): (panel: Panel) => PooledPanel | null {
  let known: { readonly dates: Float64Array; readonly cells: readonly PostCell[] } | null = null;
  return (panel) => {
    const cohorts = cohortsOf(panel);
    if (known === null || !areSame(known.dates, cohorts.values)) {
      known = { dates: cohorts.values, cells: postCells(panel, cohorts) };
    }
    return poolOverall(panel, cohorts, { cells: known.cells, scale });
  };
}

function poolOverall(
  panel: Panel,
  cohorts: Cohorts,
  { cells, scale }: { readonly cells: readonly PostCell[]; readonly scale: TrendScale },
): PooledPanel | null {
  const sums = cohortSums(panel, cohorts);
  const placed: PooledPanel['cells'][number][] = [];
  const means: CellMeans[] = [];
  for (const { e, design, cell } of cells) {
    const own = cellMeans(cell, sums, panel.periods.length);
    if (!isObserved(own, scale)) continue;
    placed.push({ e, design, means: own });
    means.push(own);
  }
  if (means.length === 0) return null;
  const { values, influence } = poolEffects(panel, cohorts, means, [[...means.keys()]], scale);
  const covariance = covarianceOf(clusterSums(influence, panel.clusters));
  return {
    panel,
    cohorts,
    scale,
    cells: placed,
    values,
    events: [],
    influence: influence.values,
    covariance,
  };
}

function postCells({ periods, units }: Panel, cohorts: Cohorts): PostCell[] {
  if (units.length === 0) return [];
  const options = completeOptions({
    control: 'notyet',
    base: 'universal',
    anticipation: ANTICIPATION,
    baseWindow: BASE_WEEKS,
  });
  try {
    return listCells(cohorts, periods, options).flatMap((design) => {
      const e = periods[design.period] - cohorts.values[design.cohort];
      if (e < 0 || design.isReference || design.controls.length === 0) return [];
      return [{ e, design, cell: { ...design, from: design.period, to: design.period } }];
    });
  } catch (error) {
    if (error instanceof PanelError) return [];
    throw error;
  }
}

function isObserved(
  { now, base, controlsNow, controlsBase }: CellMeans,
  scale: TrendScale,
): boolean {
  const isSeen =
    now.exposure > 0 && base.exposure > 0 && controlsNow.exposure > 0 && controlsBase.exposure > 0;
  return isSeen && (scale === 'difference' || controlsBase.mean > 0);
}

function areSame(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}
