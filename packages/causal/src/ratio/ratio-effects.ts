import { listCells } from '../group-time/cells.ts';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import type { InfluenceMatrix } from '../group-time/influence.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { completeOptions, type GroupTimeOptions } from '../group-time/options.ts';
import type { Panel } from '../panel/panel.ts';
import { selectUnits } from '../panel/select-units.ts';
import { cellLogRatio, cellStandardErrors } from './cell-errors.ts';
import { cellMeans, type CellMeans } from './cell-means.ts';
import { poolEffects } from './pool-effects.ts';
import {
  errorOrNull,
  finiteOrNull,
  proportionalEffect,
  type ProportionalEffect,
} from './proportional-effect.ts';

export type RatioOptions = Pick<
  GroupTimeOptions,
  'control' | 'base' | 'baseWindow' | 'anticipation'
> & {
  /** Whether cells before treatment are estimated, too, for an event study; false by default. */
  readonly withBefore?: boolean;
};

/** One cohort in one period. */
export type RatioCell = {
  /** First treated period of the cohort. */
  readonly g: number;
  readonly t: number;
  /** Null where one of its four means is 0 or not observed. */
  readonly logRatio: number | null;
  readonly se: number | null;
};

/** Proportional effects of a panel, with the influence of every unit on the pooled ones. */
export type RatioEstimate = {
  /** The units that were used, in the order of the influence functions. */
  readonly panel: Panel;
  /** Clusters that the errors rest on. */
  readonly clusters: number;
  /** By cohort, then by period. */
  readonly cells: readonly RatioCell[];
  /** Over all cells from treatment on. */
  readonly overall: ProportionalEffect;
  /** By periods since treatment, ascending. */
  readonly byEvent: readonly (ProportionalEffect & { readonly e: number })[];
  /** Of the log ratios: the overall one first, then those by event. */
  readonly influence: InfluenceMatrix;
  /** Clustered, of the same, row-major. */
  readonly covariance: Float64Array;
};

/**
 * Difference in differences of ratios, for counts: without treatment, the treated would have changed
 * by the same factor as the controls since the base (multiplicative parallel trends; Wooldridge 2023,
 * The Econometrics Journal 26; for one cohort and one period it is Poisson regression with unit and
 * period effects). Cells are those of Callaway and Sant'Anna (2021). The base is the mean of a window
 * of periods: one week alone is a noisy base.
 *
 * Exposure weighs: a mean is outcome over exposure, and cells pool by what the treated were exposed
 * to. Standard errors are clustered where the panel names clusters.
 *
 * @throws {PanelError} if nobody is treated or left to compare with
 * @throws {RangeError} if the window or the anticipation is out of bounds
 */
export function estimateRatio(input: Panel, options: RatioOptions = {}): RatioEstimate {
  const complete = completeOptions(options);
  const lastWithoutPre = input.periods[0] + complete.anticipation;
  const panel = selectUnits(input, (row) => input.firstTreated[row] > lastWithoutPre);
  const cohorts = cohortsOf(panel);
  const sums = cohortSums(panel, cohorts);
  const cells = listCells(cohorts, panel.periods, complete)
    .map((design) => ({
      g: cohorts.values[design.cohort],
      t: panel.periods[design.period],
      means: cellMeans(
        { ...design, from: design.period, to: design.period },
        sums,
        panel.periods.length,
      ),
    }))
    .filter(({ g, t }) => options.withBefore === true || t >= g);

  const means = cells.map((cell) => cell.means);
  const errors = cellStandardErrors(panel, cohorts, means);
  const events = eventsOf(cells);
  const groups = [events.flatMap(({ e, places }) => (e < 0 ? [] : places))];
  const pooled = poolEffects(
    panel,
    cohorts,
    means,
    [...groups, ...events.map(({ places }) => places)],
    'ratio',
  );
  const byCluster = clusterSums(pooled.influence, panel.clusters);
  const covariance = covarianceOf(byCluster);
  const effect = (column: number) =>
    proportionalEffect(pooled.values[column], covariance[column * byCluster.columns + column]);
  return {
    panel,
    clusters: byCluster.clusters,
    cells: cells.map(({ g, t }, index) => ({
      g,
      t,
      logRatio: finiteOrNull(cellLogRatio(means[index])),
      se: errorOrNull(errors[index]),
    })),
    overall: effect(0),
    byEvent: events.map(({ e }, index) => ({ e, ...effect(index + 1) })),
    influence: pooled.influence,
    covariance,
  };
}

type Placed = { readonly g: number; readonly t: number; readonly means: CellMeans };

/** Cells that can be pooled, by periods since treatment; a treated total of zero is an answer. */
function eventsOf(cells: readonly Placed[]): { readonly e: number; readonly places: number[] }[] {
  const events = new Map<number, number[]>();
  for (const [place, { g, t, means }] of cells.entries()) {
    const { now, base, controlsNow, controlsBase } = means;
    const isObserved = now.exposure > 0 && base.exposure > 0 && controlsNow.exposure > 0;
    if (!isObserved || !(controlsBase.mean > 0)) continue;
    const places = events.get(t - g) ?? [];
    places.push(place);
    events.set(t - g, places);
  }
  return Array.from(events, ([e, places]) => ({ e, places })).toSorted((a, b) => a.e - b.e);
}
