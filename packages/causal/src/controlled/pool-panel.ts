import { listCells, type CellDesign } from '../group-time/cells.ts';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf, type Cohorts } from '../group-time/cohorts.ts';
import { completeOptions, type ControlGroup } from '../group-time/options.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { PanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { cellMeans, counterfactual, type CellMeans, type TrendScale } from '../ratio/cell-means.ts';
import { poolEffects } from '../ratio/pool-effects.ts';
import { ANTICIPATION, BASE_WEEKS } from './week-panel.ts';

/** How a panel of weeks is compared; what is left out is as in the primary answer. */
export type PoolOptions = {
  readonly scale: TrendScale;
  /** `notyet` where it is left out. */
  readonly control?: ControlGroup;
  /** {@link BASE_WEEKS} where it is left out. */
  readonly baseWindow?: number;
  /** Full weeks after adoption that are passed over; 0 where it is left out. */
  readonly skip?: number;
  /** First and last full week since adoption, from 0, of an event study; none where it is left out. */
  readonly events?: readonly [number, number];
};

/** Cells of a panel of weeks, pooled; effects are log ratios on either scale. */
export type PooledPanel = {
  readonly panel: Panel;
  readonly cohorts: Cohorts;
  readonly scale: TrendScale;
  /** Cells from treatment on, which the overall effect pools. */
  readonly cells: readonly PlacedCell[];
  /** The overall effect, then those by event. */
  readonly values: Float64Array;
  /** Full weeks since adoption, of the values from the second on. */
  readonly events: readonly PooledEvent[];
  /** Overall, one element a unit. */
  readonly influence: Float64Array;
  /** Clustered, of the values, row-major. */
  readonly covariance: Float64Array;
};

/** One full week since adoption, with the cells that it pools. */
type PooledEvent = {
  readonly e: number;
  readonly developers: number;
  readonly cells: readonly PlacedCell[];
};

type PlacedCell = { readonly e: number; readonly design: CellDesign; readonly means: CellMeans };

/**
 * The overall effect of adoption and its event study: group-time cells, each against those who have
 * not adopted yet, pooled by treated exposure. On the scale of ratios it is what `estimateRatio`
 * gives; on that of differences the double difference of mean logarithms of pull requests.
 *
 * @returns null where nobody is treated, or nobody left to compare with
 */
export function poolPanel(panel: Panel, options: PoolOptions): PooledPanel | null {
  const cohorts = cohortsOf(panel);
  const all = observedCells(panel, cohorts, options);
  const { skip = 0, events: range } = options;
  const overall = [...all.keys()].filter((place) => all[place].e >= skip);
  if (overall.length === 0) return null;
  const events = range === undefined ? [] : eventsOf(all, range);
  const { values, influence } = poolEffects(
    panel,
    cohorts,
    all.map(({ means }) => means),
    [overall, ...events.map(({ places }) => places)],
    options.scale,
  );
  return {
    panel,
    cohorts,
    scale: options.scale,
    cells: overall.map((place) => all[place]),
    values,
    events: events.map(({ e, places }) => ({
      e,
      developers: places.reduce(
        (sum, place) => sum + cohorts.members[all[place].design.cohort].length,
        0,
      ),
      cells: places.map((place) => all[place]),
    })),
    influence: Float64Array.from(
      { length: influence.rows },
      (_, row) => influence.values[row * influence.columns],
    ),
    covariance: covarianceOf(clusterSums(influence, panel.clusters)),
  };
}

function observedCells(panel: Panel, cohorts: Cohorts, options: PoolOptions): PlacedCell[] {
  const { control = 'notyet', baseWindow = BASE_WEEKS, events } = options;
  const first = events?.[0] ?? 0;
  const sums = cohortSums(panel, cohorts);
  return designsOf(panel, cohorts, { control, baseWindow }).flatMap((design) => {
    const e = panel.periods[design.period] - cohorts.values[design.cohort];
    if (e < first || design.isReference || design.controls.length === 0) return [];
    const cell = { ...design, from: design.period, to: design.period };
    const means = cellMeans(cell, sums, panel.periods.length);
    return isObserved(means, options.scale) ? [{ e, design, means }] : [];
  });
}

function designsOf(
  panel: Panel,
  cohorts: Cohorts,
  options: { readonly control: ControlGroup; readonly baseWindow: number },
): readonly CellDesign[] {
  if (panel.units.length === 0) return [];
  try {
    return listCells(
      cohorts,
      panel.periods,
      completeOptions({ ...options, base: 'universal', anticipation: ANTICIPATION }),
    );
  } catch (error) {
    if (error instanceof PanelError) return [];
    throw error;
  }
}

function isObserved(means: CellMeans, scale: TrendScale): boolean {
  const { now, base, controlsNow, controlsBase } = means;
  const isSeen = [now, base, controlsNow, controlsBase].every(({ exposure }) => exposure > 0);
  return isSeen && (scale === 'difference' || controlsBase.mean > 0);
}

/** By full weeks since adoption; the week of adoption itself, −1, is partly both and left out. */
function eventsOf(cells: readonly PlacedCell[], [first, last]: readonly [number, number]) {
  const events = new Map<number, number[]>();
  for (const [place, { e }] of cells.entries()) {
    if (e < first || e > last || e === -ANTICIPATION) continue;
    const places = events.get(e) ?? [];
    places.push(place);
    events.set(e, places);
  }
  return Array.from(events, ([e, places]) => ({ e, places })).toSorted((a, b) => a.e - b.e);
}

/** Means of the treated before, after, and after had they not adopted; per unit of exposure. */
export function levelsOfCells({ cells }: Pick<PooledPanel, 'cells'>, scale: TrendScale) {
  let [exposure, before, after, expected] = [0, 0, 0, 0];
  for (const { means } of cells) {
    exposure += means.now.exposure;
    after += means.now.outcome;
    before += means.now.exposure * means.base.mean;
    expected += means.now.exposure * counterfactual(means, scale);
  }
  return { before: before / exposure, after: after / exposure, expected: expected / exposure };
}
