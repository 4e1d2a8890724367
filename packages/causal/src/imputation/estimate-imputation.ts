import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { negligibleError } from '../inference/negligible-error.ts';
import type { InfluenceMatrix } from '../group-time/influence.ts';
import { NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import { cellValues } from '../two-way/cell-values.ts';
import { fitTwoWay } from '../two-way/fit-two-way.ts';
import { periodSystem } from '../two-way/period-system.ts';
import type { Imputation } from './imputation.ts';
import { listTargets, type ImputationTarget } from './targets.ts';
import { targetInfluence } from './target-influence.ts';

export type ImputationOptions = {
  /** Periods before treatment that are neither fitted nor counted; 0 by default. */
  readonly anticipation?: number;
};

/** An effect in the unit of the outcome; `se` is null where it is not defined. */
export type ImputedEffect = { readonly att: number; readonly se: number | null };

export type ImputationEstimate = {
  readonly n: number;
  readonly clusters: number;
  /** Over all treated cells that could be imputed. */
  readonly overall: ImputedEffect;
  /** By periods since treatment, ascending. */
  readonly byEvent: readonly (ImputedEffect & { readonly e: number })[];
  /** Treated cells without an imputation: nobody untreated was seen then, or the unit never before. */
  readonly notImputed: number;
  /** The overall effect first, then those by event. */
  readonly influence: InfluenceMatrix;
  /** Clustered, of the same, row-major. */
  readonly covariance: Float64Array;
};

/**
 * Imputation (Borusyak, Jaravel and Spiess 2024, The Review of Economic Studies 91): unit and period
 * effects are fitted to untreated cells only, what the treated would have had is imputed from them,
 * and the differences are averaged, each cell counting by its exposure. Most precise where shocks are
 * close to independent; it leans on parallel trends in all periods before treatment.
 *
 * Panels may have gaps. Standard errors are clustered and conservative, as theorem 3 of that paper has
 * them, with treated residuals taken around the weighted mean of their cohort and period.
 *
 * @throws {PanelError} if nobody is treated, or no treated cell can be imputed
 */
export function estimateImputation(
  panel: Panel,
  options: ImputationOptions = {},
): ImputationEstimate {
  const { imputation, notImputed } = impute(panel, options.anticipation ?? 0);
  const targets = listTargets(imputation);
  const influence = targetInfluence(imputation, targets);
  const byCluster = clusterSums(influence, panel.clusters);
  const covariance = covarianceOf(byCluster);
  const negligible = negligibleError(panel);
  const effects = targets.map((target, column) => ({
    e: target.e,
    att: attOf(imputation, target),
    se: errorOf(covariance[column * targets.length + column], negligible),
  }));
  const [overall, ...byEvent] = effects;
  return {
    n: panel.units.length,
    clusters: byCluster.clusters,
    overall: { att: overall.att, se: overall.se },
    byEvent,
    notImputed,
    influence,
    covariance,
  };
}

function impute(panel: Panel, anticipation: number) {
  const width = panel.periods.length;
  const { weight, value } = cellValues(panel);
  const untreated = weight.map((own, at) => {
    const start = panel.firstTreated[Math.floor(at / width)];
    return panel.periods[at % width] < start - anticipation ? own : 0;
  });
  const system = periodSystem(untreated, width);
  const partOfUnit = partsOfUnits(untreated, system.part);
  let notImputed = 0;
  const treated = weight.map((own, at) => {
    const unit = Math.floor(at / width);
    if (own === 0 || panel.periods[at % width] < panel.firstTreated[unit]) return 0;
    const part = partOfUnit[unit];
    if (part !== -1 && part === system.part[at % width]) return own;
    notImputed += 1;
    return 0;
  });
  if (!treated.some((own) => own > 0)) {
    const isTreated = panel.firstTreated.some((start) => start !== NEVER);
    throw isTreated ? new NoControlUnitError('notyet') : new NoTreatedUnitError(0);
  }
  const fit = fitTwoWay(system, untreated, value);
  return { imputation: { panel, value, untreated, treated, system, fit }, notImputed };
}

/** Which part of the panel each unit was seen in while untreated; −1 for none. */
function partsOfUnits(untreated: Float64Array, part: Int32Array): Int32Array {
  const width = part.length;
  return Int32Array.from({ length: untreated.length / width }, (_, unit) => {
    const seen = untreated.subarray(unit * width, (unit + 1) * width).findIndex((own) => own > 0);
    return seen === -1 ? -1 : part[seen];
  });
}

function attOf({ value, fit, panel }: Imputation, { cells, weights }: ImputationTarget): number {
  const width = panel.periods.length;
  let sum = 0;
  for (const [index, at] of cells.entries()) {
    sum += weights[index] * (value[at] - fit.unit[Math.floor(at / width)] - fit.period[at % width]);
  }
  return sum;
}

function errorOf(variance: number, negligible: number): number | null {
  const error = Math.sqrt(variance);
  return error > negligible && Number.isFinite(error) ? error : null;
}
