import { NoTreatedUnitError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { fitTwoWay, twoWayResiduals } from '../two-way/fit-two-way.ts';
import { periodSystem } from '../two-way/period-system.ts';
import { PoissonFitError } from './fit-poisson.ts';

/** The coefficient of treatment on the log scale. */
export type TwoWayPoisson = {
  readonly n: number;
  readonly coefficient: number;
  /** Clustered sandwich without small-sample factors. */
  readonly se: number;
};

const MOST_STEPS = 60;

/**
 * Poisson regression with unit and period effects and one coefficient for treatment, by iterated
 * weighted least squares. With one cohort and no gaps it is the ratio of ratios; with several it is a
 * diagnostic only, for the reasons that the linear one is. Units without any outcome say nothing and
 * drop out.
 *
 * @throws {NoTreatedUnitError} if treatment cannot be told apart from units and periods
 * @throws {PoissonFitError} if it does not settle
 */
export function estimateTwoWayPoisson(panel: Panel): TwoWayPoisson {
  const width = panel.periods.length;
  const weightOf = (at: number) => panel.weights[Math.floor(at / width)];
  const outcome = panel.outcome.map((own, at) => own * weightOf(at));
  const treated = outcome.map((_, at) =>
    panel.periods[at % width] >= panel.firstTreated[Math.floor(at / width)] ? 1 : 0,
  );
  const fitted = startOf(panel, outcome);
  let coefficient = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const system = periodSystem(fitted, width);
    const residualOf = (values: Float64Array) =>
      twoWayResiduals(fitTwoWay(system, fitted, values), fitted, values);
    const working = fitted.map((own, at) => (own > 0 ? (outcome[at] - own) / own : 0));
    const treatment = residualOf(treated);
    let [square, product] = [0, 0];
    for (const [at, own] of treatment.entries()) {
      square += fitted[at] * own ** 2;
      product += fitted[at] * own * working[at];
    }
    if (!(square > 1e-9)) throw new NoTreatedUnitError(0);
    const change = product / square;
    const rest = working.map((own, at) => own - change * treated[at]);
    const fit = fitTwoWay(system, fitted, rest);
    let largest = 0;
    for (const [at, own] of fitted.entries()) {
      if (own === 0) continue;
      const move = fit.unit[Math.floor(at / width)] + fit.period[at % width] + change * treated[at];
      largest = Math.max(largest, Math.abs(move));
      fitted[at] *= Math.exp(Math.max(-2, Math.min(2, move)));
    }
    coefficient += change;
    if (largest < 1e-11) {
      const se =
        errorOf(
          panel,
          fitted.map((own, at) => treatment[at] * (outcome[at] - own)),
        ) / square;
      return { n: panel.units.length, coefficient, se };
    }
  }
  throw new PoissonFitError(MOST_STEPS);
}

function errorOf(panel: Panel, scores: Float64Array): number {
  const width = panel.periods.length;
  const sums = new Float64Array(panel.clusters?.labels.length ?? panel.units.length);
  for (const [at, score] of scores.entries()) {
    const unit = Math.floor(at / width);
    sums[panel.clusters?.of[unit] ?? unit] += score;
  }
  return Math.sqrt(sums.reduce((total, sum) => total + sum * sum, 0));
}

/** Row and column totals multiplied: the fit without treatment, where there are no gaps. */
function startOf(panel: Panel, outcome: Float64Array): Float64Array {
  const width = panel.periods.length;
  const ofUnit = new Float64Array(panel.units.length);
  const ofPeriod = new Float64Array(width);
  let total = 0;
  for (const [at, own] of outcome.entries()) {
    ofUnit[Math.floor(at / width)] += own;
    ofPeriod[at % width] += own;
    total += own;
  }
  return panel.exposure.map(
    (own, at) => (own * ofUnit[Math.floor(at / width)] * ofPeriod[at % width]) / total,
  );
}
