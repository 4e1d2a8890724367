import {
  estimateGroupTime,
  type CellStatus,
  type GroupTimeEstimate,
} from '../group-time/estimate.ts';
import type { Mixture } from '../group-time/influence.ts';
import type { GroupTimeOptions } from '../group-time/options.ts';
import { cellErrors, mixtureErrors } from '../inference/estimate-errors.ts';
import { preTrendTest } from '../inference/pre-trend.ts';
import type { WaldTest } from '../inference/wald.ts';
import type { Panel } from '../panel/panel.ts';
import { aggregate, type AggregateOptions, type AggregationPlan } from './aggregate.ts';

/** An effect in units of the outcome, with its standard error; null where there is none. */
export type Effect = { readonly att: number | null; readonly se: number | null };

export type KeyedEffect = Effect & { readonly key: number };

export type AggregatedEffects = {
  readonly overall: Effect;
  /** By key, ascending. */
  readonly by: readonly KeyedEffect[];
};

/** Effects of a treatment that units take up one after another. */
export type StaggeredEffects = {
  /** Units that were used. */
  readonly n: number;
  /** By cohort `g`, then by period `t`. */
  readonly cells: readonly (Effect & {
    readonly g: number;
    readonly t: number;
    readonly status: CellStatus;
  })[];
  readonly preTrend: WaldTest | null;
  readonly simple: AggregatedEffects;
  readonly dynamic: AggregatedEffects;
  readonly group: AggregatedEffects;
  readonly calendar: AggregatedEffects;
};

/**
 * The estimator of Callaway & Sant'Anna (2021) from end to end: cells, all aggregations, analytic
 * standard errors by cluster, and the test of the cells before treatment.
 *
 * @throws {PanelError} as `estimateGroupTime` does
 */
export function estimateStaggeredEffects(
  panel: Panel,
  options: GroupTimeOptions & AggregateOptions = {},
): StaggeredEffects {
  const estimate = estimateGroupTime(panel, options);
  const errors = cellErrors(estimate);
  const plans = aggregate(estimate, options);
  return {
    n: estimate.panel.units.length,
    cells: estimate.cells.map(({ g, t, att, status }, index) => ({
      g,
      t,
      att: orNull(att),
      se: orNull(errors[index]),
      status,
    })),
    preTrend: preTrendTest(estimate, errors),
    simple: effectsOf(estimate, plans.simple),
    dynamic: effectsOf(estimate, plans.dynamic),
    group: effectsOf(estimate, plans.group),
    calendar: effectsOf(estimate, plans.calendar),
  };
}

function effectsOf(estimate: GroupTimeEstimate, plan: AggregationPlan): AggregatedEffects {
  const keyed = plan.by.map(({ mixture }) => mixture);
  const all: readonly Mixture[] = plan.overall === null ? keyed : [...keyed, plan.overall];
  const errors = mixtureErrors(estimate, all);
  return {
    overall:
      plan.overall === null
        ? { att: null, se: null }
        : { att: plan.overall.value, se: orNull(errors[keyed.length]) },
    by: plan.by.map(({ key, mixture }, at) => ({
      key,
      att: mixture.value,
      se: orNull(errors[at]),
    })),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
