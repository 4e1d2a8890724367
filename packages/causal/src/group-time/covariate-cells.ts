import type { Panel } from '../panel/panel.ts';
import type { CellDesign } from './cells.ts';
import type { Cohorts } from './cohorts.ts';
import { estimateTwoByTwo, type TwoByTwo, type TwoByTwoFailure } from './doubly-robust.ts';
import type { CellInfluence, Mixture } from './influence.ts';
import type { CovariateMethod } from './options.ts';

/** Influence of one cell, on the units that are in it; scaled as in `InfluenceMatrix`. */
type SparseInfluence = { readonly units: Int32Array; readonly values: Float64Array };

export type CovariateCells = {
  /** NaN where there is no estimate. */
  readonly atts: Float64Array;
  readonly failures: readonly (TwoByTwoFailure | null)[];
  readonly influence: CellInfluence;
};

/**
 * Estimates every cell with covariates, taken from the earlier of the cell's two periods. The panel
 * must be balanced.
 */
export function estimateCovariateCells(
  panel: Panel,
  cohorts: Cohorts,
  designs: readonly CellDesign[],
  method: CovariateMethod,
): CovariateCells {
  const n = panel.units.length;
  const atts = new Float64Array(designs.length).fill(Number.NaN);
  const failures: (TwoByTwoFailure | null)[] = [];
  const influences: (SparseInfluence | null)[] = [];
  for (const [index, design] of designs.entries()) {
    failures.push(null);
    influences.push(null);
    if (design.isReference) atts[index] = 0;
    if (design.isReference || design.controls.length === 0) continue;
    const units = unitsOf(design, cohorts);
    const estimate = estimateTwoByTwo(twoByTwoOf(panel, cohorts, design, units), method);
    if (typeof estimate === 'string') {
      failures[index] = estimate;
    } else {
      atts[index] = estimate.att;
      influences[index] = { units, values: estimate.influence.map((value) => value * n) };
    }
  }
  return { atts, failures, influence: sparseInfluence(influences, panel, cohorts) };
}

function unitsOf(design: CellDesign, cohorts: Cohorts): Int32Array {
  const units = [...cohorts.members[design.cohort]];
  for (const cohort of design.controls) {
    for (const unit of cohorts.members[cohort]) units.push(unit);
  }
  return Int32Array.from(units);
}

function twoByTwoOf(
  panel: Panel,
  cohorts: Cohorts,
  { cohort, period, baseFrom, baseTo }: CellDesign,
  units: Int32Array,
): TwoByTwo {
  const width = panel.periods.length;
  const columns = panel.covariates.length + 1;
  const earlier = Math.min(period, baseTo);
  const change = new Float64Array(units.length);
  const weights = new Float64Array(units.length);
  const treated = new Uint8Array(units.length);
  const design = new Float64Array(units.length * columns);
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at];
    const start = unit * width;
    let base = 0;
    for (let before = baseFrom; before <= baseTo; before += 1)
      base += panel.outcome[start + before];
    change[at] = panel.outcome[start + period] - base / (baseTo - baseFrom + 1);
    weights[at] = panel.weights[unit];
    treated[at] = cohorts.of[unit] === cohort ? 1 : 0;
    design[at * columns] = 1;
    for (let k = 1; k < columns; k += 1) {
      design[at * columns + k] = panel.covariates[k - 1].values[start + earlier];
    }
  }
  standardise(design, columns, units.length);
  return { change, treated, weights, design, columns };
}

/** No estimate depends on the origin and unit of a covariate; sums of squares are exact near 0 and 1. */
function standardise(design: Float64Array, columns: number, rows: number): void {
  for (let k = 1; k < columns; k += 1) {
    let mean = 0;
    for (let row = 0; row < rows; row += 1) mean += design[row * columns + k] / rows;
    let square = 0;
    for (let row = 0; row < rows; row += 1) square += (design[row * columns + k] - mean) ** 2;
    const scale = Math.sqrt(square / rows);
    const isConstant = !(scale > 1e-13 * Math.abs(mean));
    for (let row = 0; row < rows; row += 1) {
      const at = row * columns + k;
      design[at] = isConstant ? 1 : (design[at] - mean) / scale;
    }
  }
}

function sparseInfluence(
  influences: readonly (SparseInfluence | null)[],
  panel: Panel,
  cohorts: Cohorts,
): CellInfluence {
  const n = panel.units.length;
  return {
    cell(index, into) {
      into.fill(0);
      const influence = influences[index];
      if (influence === null) return;
      for (let at = 0; at < influence.units.length; at += 1) {
        into[influence.units[at]] = influence.values[at];
      }
    },
    mix(mixtures: readonly Mixture[]) {
      const columns = mixtures.length;
      const values = new Float64Array(n * columns);
      for (const [column, { cells, weights, cohortTerm }] of mixtures.entries()) {
        for (let unit = 0; unit < n; unit += 1) {
          const term = panel.weights[unit] * (cohortTerm?.[cohorts.of[unit]] ?? 0);
          values[unit * columns + column] = term;
        }
        for (const [use, cell] of cells.entries()) {
          const influence = influences[cell];
          if (influence === null) continue;
          for (let at = 0; at < influence.units.length; at += 1) {
            values[influence.units[at] * columns + column] += weights[use] * influence.values[at];
          }
        }
      }
      return { rows: n, columns, values };
    },
  };
}
