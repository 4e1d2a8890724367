import { negligibleError } from '../inference/negligible-error.ts';
import { NoTreatedUnitError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { cellValues } from './cell-values.ts';
import { fitTwoWay, twoWayResiduals } from './fit-two-way.ts';
import { periodSystem } from './period-system.ts';

/** The coefficient of treatment in a regression with unit and period effects. */
export type TwoWayEffect = {
  readonly n: number;
  readonly clusters: number;
  readonly att: number;
  /** Clustered sandwich without small-sample factors; null where it is not defined. */
  readonly se: number | null;
  /**
   * The same times `√(G / (G − 1) · (N − 1) / (N − K))`, with `K` the periods and the treatment: unit
   * effects are nested in clusters and do not count (the default of R's fixest).
   */
  readonly smallSampleSe: number | null;
};

/**
 * Two-way fixed effects regression. A diagnostic only: where units are treated one after another it
 * compares with already treated ones, and its sign may be wrong (Goodman-Bacon 2021, Journal of
 * Econometrics 225). The treatment is freed of both effects first (Frisch, Waugh and Lovell).
 *
 * @throws {NoTreatedUnitError} if treatment varies in no period that can be compared
 */
export function estimateTwoWay(panel: Panel): TwoWayEffect {
  const width = panel.periods.length;
  const { weight, value } = cellValues(panel);
  const system = periodSystem(weight, width);
  const treated = value.map((_, at) =>
    panel.periods[at % width] >= panel.firstTreated[Math.floor(at / width)] ? 1 : 0,
  );
  const residualOf = (values: Float64Array) =>
    twoWayResiduals(fitTwoWay(system, weight, values), weight, values);
  const treatment = residualOf(treated);
  const outcome = residualOf(value);

  let square = 0;
  let product = 0;
  let cells = 0;
  for (let at = 0; at < weight.length; at += 1) {
    if (weight[at] > 0) cells += 1;
    square += weight[at] * treatment[at] ** 2;
    product += weight[at] * treatment[at] * outcome[at];
  }
  if (!(square > 1e-9)) throw new NoTreatedUnitError(0);
  const att = product / square;

  const clusters = panel.clusters?.labels.length ?? panel.units.length;
  const scores = new Float64Array(clusters);
  for (let at = 0; at < weight.length; at += 1) {
    const unit = Math.floor(at / width);
    const score = weight[at] * treatment[at] * (outcome[at] - att * treatment[at]);
    scores[panel.clusters?.of[unit] ?? unit] += score;
  }
  const error = Math.sqrt(scores.reduce((sum, score) => sum + score * score, 0)) / square;
  const periods = system.part.reduce((sum, part) => sum + (part === -1 ? 0 : 1), 0);
  const factor = Math.sqrt(((clusters / (clusters - 1)) * (cells - 1)) / (cells - periods - 1));
  const isDefined = error > negligibleError(panel) && Number.isFinite(error);
  return {
    n: panel.units.length,
    clusters,
    att,
    se: isDefined ? error : null,
    smallSampleSe: isDefined && Number.isFinite(factor) ? error * factor : null,
  };
}
