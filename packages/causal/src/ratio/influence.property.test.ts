import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import { buildPanel } from '../panel/build-panel.ts';
import type { Panel } from '../panel/panel.ts';
import { estimatePoisson } from '../poisson/estimate-poisson.ts';
import { rowsOf, smallDesign, type SmallDesign } from '../testing/small-panels.ts';
import { cellMeans } from './cell-means.ts';
import { poolEffects } from './pool-effects.ts';
import { estimateRatio } from './ratio-effects.ts';

/** Outcomes summed over exposures of one to three, each cell its own, some cells missing. */
function gappyPanel(design: SmallDesign, seed: number): Panel {
  const exposure = (unit: number, t: number) => 1 + ((unit * 5 + t * 3 + seed) % 3);
  const mean = (unit: number, t: number) => 2 + ((unit * 7 + t * 11 + seed) % 5);
  const rows = rowsOf(design, (unit, t) => exposure(unit, t) * mean(unit, t));
  return buildPanel(
    rows
      .map((row) => ({
        ...row,
        exposure: exposure(Number(row.unit.slice(1)), row.period),
        weight: 1 + (Number(row.unit.slice(1)) % 3),
      }))
      .filter(
        ({ unit, period }) => period <= 2 || (Number(unit.slice(1)) + period + seed) % 5 !== 0,
      ),
  );
}

/** What a little more weight of one unit does to the estimate, in proportion and times n. */
function slopeOf(panel: Panel, unit: number, estimate: (panel: Panel) => number): number {
  const step = 1e-5;
  const at = (change: number) =>
    estimate({
      ...panel,
      weights: panel.weights.map((weight, row) => (row === unit ? weight + change : weight)),
    });
  const slope = (at(step) - at(-step)) / (2 * step);
  return slope * panel.weights[unit] * panel.units.length;
}

const design = smallDesign;
const seed = fc.integer({ min: 0, max: 14 });

describe('influence functions say what weighing a unit more would do', () => {
  it('for ratios of ratios', () => {
    fc.assert(
      fc.property(design, seed, (own, number) => {
        const { panel, influence } = estimateRatio(gappyPanel(own, number), { baseWindow: 2 });
        const logRatio = (weighted: Panel) =>
          estimateRatio(weighted, { baseWindow: 2 }).overall.logRatio ?? NaN;

        for (const unit of panel.units.keys()) {
          const claimed = influence.values[unit * influence.columns];
          expect(Math.abs(slopeOf(panel, unit, logRatio) - claimed)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('for differences of means', () => {
    fc.assert(
      fc.property(design, seed, (own, number) => {
        const panel = gappyPanel(own, number);
        const effect = (weighted: Panel) => {
          const cohorts = cohortsOf(weighted);
          const sums = cohortSums(weighted, cohorts);
          const controls = Int32Array.of(cohorts.values.length - 1);
          const cells = [2, 3].map((period) =>
            cellMeans(
              { cohort: 0, from: period, to: period, baseFrom: 0, baseTo: 1, controls },
              sums,
              own.periods,
            ),
          );
          return poolEffects(weighted, cohorts, cells, [[0, 1]], 'difference');
        };

        const { values, influence } = effect(panel);

        fc.pre(Number.isFinite(values[0]));
        for (const unit of panel.units.keys()) {
          const slope = slopeOf(panel, unit, (weighted) => effect(weighted).values[0]);
          expect(Math.abs(slope - influence.values[unit])).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('for Poisson regression', () => {
    fc.assert(
      fc.property(design, seed, (own, number) => {
        const panel = gappyPanel(own, number);
        const { influence } = estimatePoisson(panel);
        const logRatio = (weighted: Panel) => estimatePoisson(weighted).overall.logRatio ?? NaN;

        for (const unit of panel.units.keys()) {
          const claimed = influence.values[unit * influence.columns];
          expect(Math.abs(slopeOf(panel, unit, logRatio) - claimed)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 40 },
    );
  });
});
