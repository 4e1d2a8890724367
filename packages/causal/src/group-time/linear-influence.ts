import { addScaledRows } from '../linear-algebra/add-scaled-rows.ts';
import type { Panel } from '../panel/panel.ts';
import type { CellDesign } from './cells.ts';
import type { CohortSums } from './cohort-sums.ts';
import type { Cohorts } from './cohorts.ts';
import { sidesOf } from './difference.ts';
import type { CellInfluence, InfluenceMatrix, Mixture } from './influence.ts';

/**
 * Influence functions of cells without covariates. A mean of a set over periods is a ratio of sums,
 * so that a unit of the set has `n w (outcome − mean · exposure) / Σ w exposure`.
 *
 * Given its cohort, a unit's influence on any mixture is linear in its own row: `mix` first adds the
 * cells up to one `period × mixture` map a cohort, then multiplies it with the rows. The cost is
 * `units × periods × mixtures`, however many cells there are.
 */
export function linearInfluence(
  panel: Panel,
  cohorts: Cohorts,
  designs: readonly CellDesign[],
  sums: CohortSums,
): CellInfluence {
  const n = panel.units.length;
  const width = panel.periods.length;

  return {
    cell(index, into) {
      into.fill(0);
      for (const side of sidesOf(designs[index], sums, width)) {
        const scale = (side.sign * n) / side.exposure;
        for (const cohort of side.cohorts) {
          for (const unit of cohorts.members[cohort]) {
            let deviation = 0;
            for (let at = unit * width + side.from; at <= unit * width + side.to; at += 1) {
              deviation += panel.outcome[at] - side.mean * panel.exposure[at];
            }
            into[unit] += scale * panel.weights[unit] * deviation;
          }
        }
      }
    },

    mix(mixtures) {
      const values = new Float64Array(n * mixtures.length);
      const maps = cohortMaps(mixtures);
      for (let cohort = 0; cohort < cohorts.values.length; cohort += 1) {
        applyMap(maps[cohort], cohort, mixtures, values);
      }
      return { rows: n, columns: mixtures.length, values } satisfies InfluenceMatrix;
    },
  };

  /** Per cohort and mixture, what a unit's outcome and exposure in each period count. */
  function cohortMaps(mixtures: readonly Mixture[]) {
    const size = width * mixtures.length;
    const maps = Array.from(cohorts.values, () => ({
      outcome: new Float64Array(size),
      exposure: new Float64Array(size),
      isUsed: new Uint8Array(width),
    }));
    const usesOf = usesByCell(mixtures, designs.length);
    for (const [index, design] of designs.entries()) {
      const uses = usesOf[index];
      if (uses.length === 0) continue;
      for (const side of sidesOf(design, sums, width)) {
        const scale = (side.sign * n) / side.exposure;
        for (const cohort of side.cohorts) {
          const map = maps[cohort];
          for (let period = side.from; period <= side.to; period += 1) {
            map.isUsed[period] = 1;
            for (const { mixture, weight } of uses) {
              const at = period * mixtures.length + mixture;
              map.outcome[at] += weight * scale;
              map.exposure[at] -= weight * scale * side.mean;
            }
          }
        }
      }
    }
    return maps;
  }

  function applyMap(
    map: ReturnType<typeof cohortMaps>[number],
    cohort: number,
    mixtures: readonly Mixture[],
    values: Float64Array,
  ): void {
    const columns = mixtures.length;
    // With exposure 1 throughout, what exposures count is one sum for the whole cohort.
    const fixed = new Float64Array(columns);
    for (const [column, mixture] of mixtures.entries()) {
      fixed[column] = mixture.cohortTerm?.[cohort] ?? 0;
    }
    if (panel.isBalanced) {
      for (let at = 0; at < map.exposure.length; at += 1) fixed[at % columns] += map.exposure[at];
    }

    const used = Int32Array.from(map.isUsed.keys()).filter((period) => map.isUsed[period] === 1);
    const starts = used.map((period) => period * columns);
    const scales = new Float64Array(used.length);
    const row = new Float64Array(columns);
    const addRow = (variable: Float64Array, start: number, counted: Float64Array): void => {
      for (const [own, period] of used.entries()) scales[own] = variable[start + period];
      addScaledRows({ values: counted, starts, scales }, used.length, row, 0, columns);
    };
    for (const unit of cohorts.members[cohort]) {
      row.set(fixed);
      addRow(panel.outcome, unit * width, map.outcome);
      if (!panel.isBalanced) addRow(panel.exposure, unit * width, map.exposure);
      const weight = panel.weights[unit];
      for (let column = 0; column < columns; column += 1) {
        values[unit * columns + column] = weight * row[column];
      }
    }
  }
}

type Use = { readonly mixture: number; readonly weight: number };

function usesByCell(mixtures: readonly Mixture[], cells: number): readonly (readonly Use[])[] {
  const uses: Use[][] = Array.from({ length: cells }, () => []);
  for (const [mixture, { cells: used, weights }] of mixtures.entries()) {
    for (const [at, cell] of used.entries()) uses[cell].push({ mixture, weight: weights[at] });
  }
  return uses;
}
