import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import type { InfluenceMatrix } from '../group-time/influence.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { NegativeValueError, NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import { proportionalEffect, type ProportionalEffect } from '../ratio/proportional-effect.ts';
import { fitPoisson, rowEffect, type CountRows, type PoissonFit } from './fit-poisson.ts';
import { poissonInfluence, type ImputedCounts } from './poisson-influence.ts';

export type PoissonOptions = {
  /** Periods before treatment that are neither fitted nor counted; 0 by default. */
  readonly anticipation?: number;
};

/** What a cohort had in a period, and what it would have had without treatment. */
export type PoissonCell = {
  readonly g: number;
  readonly t: number;
  readonly observed: number;
  readonly expected: number;
};

export type PoissonEstimate = {
  readonly n: number;
  readonly clusters: number;
  /** By cohort, then by period, from treatment on. */
  readonly cells: readonly PoissonCell[];
  readonly overall: ProportionalEffect;
  /** By periods since treatment, ascending. */
  readonly byEvent: readonly (ProportionalEffect & { readonly e: number })[];
  /** Treated cells without an imputation: nobody untreated was seen then, or the unit never before. */
  readonly notImputed: number;
  /** Of the log ratios: the overall one first, then those by event. */
  readonly influence: InfluenceMatrix;
  /** Clustered, of the same, row-major. */
  readonly covariance: Float64Array;
};

/**
 * Extended two-way Poisson regression (Wooldridge 2023, The Econometrics Journal 26) by imputation:
 * unit and period factors are fitted to untreated cells only, and all that the treated had is divided
 * by all that they would have had. On a panel without gaps, factors of units and of cohorts give the
 * same answer, so that only cohorts are fitted.
 *
 * Standard errors: the regression is an M-estimator, whose influence functions are summed within
 * clusters.
 *
 * @throws {PanelError} if nobody is treated, no treated cell can be imputed, or an outcome is negative
 * @throws {PoissonFitError} if the fit does not settle
 */
export function estimatePoisson(panel: Panel, options: PoissonOptions = {}): PoissonEstimate {
  refuseNegative(panel);
  const fit = fitPoisson(untreatedRows(panel, options.anticipation ?? 0));
  const counts = imputedCounts(panel, fit, options.anticipation ?? 0);
  if (counts.cells.length === 0) {
    const isTreated = panel.firstTreated.some((start) => start !== NEVER);
    throw isTreated ? new NoControlUnitError('notyet') : new NoTreatedUnitError(0);
  }
  const events = eventsOf(panel, counts.cells);
  const targets = [counts.cells, ...events.map(({ cells }) => cells)];
  const { values, influence } = poissonInfluence(panel, counts, targets);
  const byCluster = clusterSums(influence, panel.clusters);
  const covariance = covarianceOf(byCluster);
  const effect = (column: number) =>
    proportionalEffect(values[column], covariance[column * targets.length + column]);
  return {
    n: panel.units.length,
    clusters: byCluster.clusters,
    cells: cellsOf(panel, counts),
    overall: effect(0),
    byEvent: events.map(({ e }, index) => ({ e, ...effect(index + 1) })),
    notImputed: counts.notImputed,
    influence,
    covariance,
  };
}

/** Untreated cells, of cohorts where the panel has no gaps, else of units. */
function untreatedRows(panel: Panel, anticipation: number): CountRows {
  const width = panel.periods.length;
  const rows = panel.isBalanced ? cohortRows(panel) : unitRows(panel);
  const isUntreated = (at: number) =>
    panel.periods[at % width] < rows.starts[Math.floor(at / width)] - anticipation;
  return {
    width,
    outcome: rows.outcome.map((own, at) => (isUntreated(at) ? own : 0)),
    exposure: rows.exposure.map((own, at) => (isUntreated(at) ? own : 0)),
  };
}

function cohortRows(panel: Panel) {
  const cohorts = cohortsOf(panel);
  return { ...cohortSums(panel, cohorts), starts: cohorts.values };
}

function unitRows(panel: Panel) {
  const width = panel.periods.length;
  const weighted = (own: number, at: number) => own * panel.weights[Math.floor(at / width)];
  return {
    outcome: panel.outcome.map((own, at) => weighted(own, at)),
    exposure: panel.exposure.map((own, at) => weighted(own, at)),
    starts: panel.firstTreated,
  };
}

/** What every unit had and would have had, and which treated cells can be told. */
function imputedCounts(panel: Panel, fit: PoissonFit, anticipation: number): ImputedCounts {
  const width = panel.periods.length;
  const { outcome, exposure } = unitRows(panel);
  const untreated = exposure.map((own, at) =>
    panel.periods[at % width] < panel.firstTreated[Math.floor(at / width)] - anticipation ? own : 0,
  );
  const wasSeen = new Uint8Array(width);
  for (const [at, own] of untreated.entries()) if (own > 0) wasSeen[at % width] = 1;

  const expected = new Float64Array(exposure.length);
  const cells: number[] = [];
  let notImputed = 0;
  for (let unit = 0; unit < panel.units.length; unit += 1) {
    const start = unit * width;
    const own = untreated.subarray(start, start + width);
    let total = 0;
    for (let t = 0; t < width; t += 1) if (own[t] > 0) total += outcome[start + t];
    const effect = rowEffect(total, own, fit.period);
    const isSeen = own.some((cell) => cell > 0);
    const part = fit.system.part[own.findIndex((cell, t) => cell > 0 && fit.period[t] > 0)] ?? -1;
    for (let t = 0; t < width; t += 1) {
      const at = start + t;
      expected[at] = exposure[at] * effect * fit.period[t];
      if (exposure[at] === 0 || panel.periods[t] < panel.firstTreated[unit]) continue;
      const isLinked = fit.period[t] === 0 || total === 0 || fit.system.part[t] === part;
      if (isSeen && wasSeen[t] === 1 && isLinked) cells.push(at);
      else notImputed += 1;
    }
  }
  return { outcome, exposure, untreated, expected, cells, notImputed, fit };
}

/** Cells by periods since treatment, ascending. */
function eventsOf(panel: Panel, cells: readonly number[]) {
  const width = panel.periods.length;
  const byEvent = new Map<number, number[]>();
  for (const at of cells) {
    const e = panel.periods[at % width] - panel.firstTreated[Math.floor(at / width)];
    const own = byEvent.get(e) ?? [];
    own.push(at);
    byEvent.set(e, own);
  }
  return Array.from(byEvent, ([e, own]) => ({ e, cells: own })).toSorted((a, b) => a.e - b.e);
}

function cellsOf(panel: Panel, { outcome, expected, cells }: ImputedCounts): PoissonCell[] {
  const width = panel.periods.length;
  const sums = new Map<string, { g: number; t: number; observed: number; expected: number }>();
  for (const at of cells) {
    const g = panel.firstTreated[Math.floor(at / width)];
    const t = panel.periods[at % width];
    const sum = sums.get(`${g} ${t}`) ?? { g, t, observed: 0, expected: 0 };
    sum.observed += outcome[at];
    sum.expected += expected[at];
    sums.set(`${g} ${t}`, sum);
  }
  return [...sums.values()].toSorted((a, b) => a.g - b.g || a.t - b.t);
}

function refuseNegative(panel: Panel): void {
  const width = panel.periods.length;
  const negative = panel.units.filter((_, unit) =>
    panel.outcome.subarray(unit * width, (unit + 1) * width).some((own) => own < 0),
  );
  if (negative.length > 0) throw new NegativeValueError('the outcome of a count model', negative);
}
