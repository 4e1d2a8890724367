import { NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import type { Cohorts } from './cohorts.ts';
import type { CompleteOptions } from './options.ts';

/** One comparison: a cohort in a period, against controls, each since the base. Indexes throughout. */
export type CellDesign = {
  readonly cohort: number;
  readonly period: number;
  /** First and last period that the base averages. */
  readonly baseFrom: number;
  readonly baseTo: number;
  /** Cohorts to compare with; empty where there are none. */
  readonly controls: Int32Array;
  /** Whether the period is the base itself, so that the effect is zero by definition. */
  readonly isReference: boolean;
};

/**
 * Lists the cells ATT(g, t) of a design, by cohort and then by period (Callaway & Sant'Anna 2021).
 *
 * Periods at or after treatment are compared with the last period before treatment and anticipation;
 * earlier ones with the period before (`varying`) or with that same one (`universal`). Not yet treated
 * are cohorts that are treated later than the cell, its base and the anticipation. If nobody is never
 * treated, the last cohort serves as control only, in the periods before it may react.
 *
 * @throws {PanelError} if nobody is treated, or nobody is left to compare with
 */
export function listCells(
  cohorts: Cohorts,
  periods: Float64Array,
  options: CompleteOptions,
): readonly CellDesign[] {
  const { values } = cohorts;
  const hasNever = values[values.length - 1] === Infinity;
  const treated = values.length - 1;
  if (values.length === 1 && hasNever) throw new NoTreatedUnitError(0);
  if (!hasNever && options.control === 'never') throw new NoControlUnitError('never');
  if (!hasNever && values.length === 1) throw new NoControlUnitError('notyet');

  const lastUsable = hasNever ? Infinity : values[treated] - options.anticipation;
  const controlsAfter = controlFinder(values, options);
  const cells: CellDesign[] = [];
  for (let cohort = 0; cohort < treated; cohort += 1) {
    const before = lastBefore(periods, values[cohort] - options.anticipation);
    const first = options.base === 'varying' ? 1 : 0;
    for (let period = first; period < periods.length && periods[period] < lastUsable; period += 1) {
      const isPost = periods[period] >= values[cohort];
      const base = isPost || options.base === 'universal' ? before : period - 1;
      const isReference = base === period && options.baseWindow === 1;
      cells.push({
        cohort,
        period,
        baseFrom: Math.max(0, base - options.baseWindow + 1),
        baseTo: base,
        controls: controlsAfter(Math.max(periods[period], periods[base]), cohort),
        isReference,
      });
    }
  }
  if (cells.every(({ controls }) => controls.length === 0)) throw new NoControlUnitError('notyet');
  return cells;
}

function controlFinder(values: Float64Array, { control, anticipation }: CompleteOptions) {
  const never = Int32Array.of(values.length - 1);
  // cells after treatment share their controls with all others of the same period
  const laterThan = new Map<number, Int32Array>();
  // those before share them with the others of their cohort that look back to the same base
  let [lastPeriod, lastCohort, others] = [NaN, NaN, never];
  return (period: number, cohort: number): Int32Array => {
    if (control === 'never') return never;
    const later =
      laterThan.get(period) ??
      Int32Array.from(values.keys()).filter((other) => values[other] > period + anticipation);
    laterThan.set(period, later);
    if (!(values[cohort] > period + anticipation)) return later;
    if (period !== lastPeriod || cohort !== lastCohort) {
      others = later.filter((other) => other !== cohort);
      [lastPeriod, lastCohort] = [period, cohort];
    }
    return others;
  };
}

function lastBefore(periods: Float64Array, value: number): number {
  return periods.findLastIndex((period) => period < value);
}
