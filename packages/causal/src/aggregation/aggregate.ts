import type { GroupTimeEstimate } from '../group-time/estimate.ts';
import type { Mixture } from '../group-time/influence.ts';
import { averageOf, plainMixture, sizeWeightedMixture, weighBySize } from './mixtures.ts';

/** An average over a family of effects, and the effects that it averages. */
export type AggregationPlan = {
  /** Null where no cell after treatment has an estimate. */
  readonly overall: Mixture | null;
  /** By key, ascending. */
  readonly by: readonly { readonly key: number; readonly mixture: Mixture }[];
};

export type AggregateOptions = {
  /**
   * Keep only cohorts that are observed for so many periods after treatment, and event times that all
   * of them have, so that the event study does not change its composition; null for all.
   */
  readonly balance?: number | null;
};

/** The four ways in which Callaway & Sant'Anna (2021), section 3, sum cells up. */
export type Aggregations = {
  /** Every cell after treatment, weighted by the size of its cohort. */
  readonly simple: AggregationPlan;
  /** By periods since treatment; overall the plain mean over those from zero on. */
  readonly dynamic: AggregationPlan;
  /** By cohort, its periods averaged plainly; overall weighted by size. */
  readonly group: AggregationPlan;
  /** By period, cohorts weighted by size; overall the plain mean over periods. */
  readonly calendar: AggregationPlan;
};

/** Plans all four aggregations; cells without an estimate take no part. */
export function aggregate(
  estimate: GroupTimeEstimate,
  options: AggregateOptions = {},
): Aggregations {
  const usable = [...estimate.cells.keys()].filter(
    (index) => !Number.isNaN(estimate.cells[index].att),
  );
  const post = usable.filter((index) => estimate.cells[index].g <= estimate.cells[index].t);
  return {
    simple: {
      overall: post.length === 0 ? null : sizeWeightedMixture(estimate, post),
      by: [],
    },
    dynamic: dynamicPlan(estimate, usable, options.balance ?? null),
    group: groupPlan(estimate, post),
    calendar: calendarPlan(estimate, post),
  };
}

function dynamicPlan(
  estimate: GroupTimeEstimate,
  usable: readonly number[],
  balance: number | null,
): AggregationPlan {
  const { cells, lastPeriod, panel } = estimate;
  const span = lastPeriod - panel.periods[0];
  const kept = usable.filter((index) => {
    if (balance === null) return true;
    const { g, t } = cells[index];
    return lastPeriod - g >= balance && t - g <= balance && t - g >= balance - span;
  });
  const by = keyed(kept, (index) => cells[index].t - cells[index].g).map(({ key, indexes }) => ({
    key,
    mixture: sizeWeightedMixture(estimate, indexes),
  }));
  return { overall: averageOrNull(by.filter(({ key }) => key >= 0)), by };
}

function groupPlan(estimate: GroupTimeEstimate, post: readonly number[]): AggregationPlan {
  const { cells, cohorts } = estimate;
  const by = keyed(post, (index) => cells[index].g).map(({ key, indexes }) => ({
    key,
    mixture: plainMixture(estimate, indexes),
    cohort: cells[indexes[0]].design.cohort,
  }));
  return { overall: by.length === 0 ? null : weighBySize(by, cohorts.shares), by };
}

function calendarPlan(estimate: GroupTimeEstimate, post: readonly number[]): AggregationPlan {
  const by = keyed(post, (index) => estimate.cells[index].t).map(({ key, indexes }) => ({
    key,
    mixture: sizeWeightedMixture(estimate, indexes),
  }));
  return { overall: averageOrNull(by), by };
}

function averageOrNull(by: readonly { readonly mixture: Mixture }[]): Mixture | null {
  return by.length === 0 ? null : averageOf(by.map(({ mixture }) => mixture));
}

function keyed(indexes: readonly number[], keyOf: (index: number) => number) {
  const groups = new Map<number, number[]>();
  for (const index of indexes) {
    const key = keyOf(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([key, group]) => ({ key, indexes: group }));
}
