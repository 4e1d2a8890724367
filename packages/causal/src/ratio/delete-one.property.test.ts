import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolPanel } from '../controlled/pool-panel.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import { selectUnits } from '../panel/select-units.ts';
import { deleteOneVariance } from './delete-one.ts';

const WEEKS = 16;

const unit = fc.record({
  firstTreated: fc.constantFrom('never' as const, 'never' as const, 8, 10, 11, 13),
  cluster: fc.constantFrom('red', 'green', 'blue', 'grey', 'pink'),
  weight: fc.integer({ min: 1, max: 3 }),
  cells: fc.array(
    fc.record({
      outcome: fc.integer({ min: 0, max: 6 }),
      exposure: fc.constantFrom(0, 1, 1, 2),
    }),
    { minLength: WEEKS, maxLength: WEEKS },
  ),
});

const panels = fc
  .record({ units: fc.array(unit, { minLength: 6, maxLength: 14 }), hasClusters: fc.boolean() })
  .map(({ units, hasClusters }) =>
    buildPanel(
      units.flatMap(({ cells, cluster, firstTreated, weight }, index) =>
        cells.flatMap(({ exposure, outcome }, week) => {
          if (exposure === 0) return [];
          const cell = { unit: `u${index}`, period: week + 1, outcome, exposure };
          return [{ ...cell, firstTreated, weight, ...(hasClusters ? { cluster } : {}) }];
        }),
      ),
    ),
  );

const scales = fc.constantFrom('ratio' as const, 'difference' as const);

/** The same by estimating anew without each cluster. */
function bruteForce(panel: Panel, scale: 'ratio' | 'difference'): number {
  const clusterOf = (row: number) => panel.clusters?.of[row] ?? row;
  const whole = poolPanel(panel, { scale })?.values[0] ?? NaN;
  const left = [...new Set(Array.from(panel.units.keys(), clusterOf))].map((cluster) => {
    const without = selectUnits(panel, (row) => clusterOf(row) !== cluster);
    return poolPanel(without, { scale })?.values[0] ?? NaN;
  });
  // Who is in no cell changes nothing, and counts for nothing.
  const moved = left.filter((own) => Math.abs(own - whole) > 1e-12 || Number.isNaN(own));
  const squares = moved.reduce((sum, own) => sum + (own - whole) ** 2, 0);
  return moved.length < 2 ? NaN : (squares * (moved.length - 1)) / moved.length;
}

describe('deleteOneVariance', () => {
  it('is what estimating anew without each cluster gives', () => {
    fc.assert(
      fc.property(panels, scales, (panel, scale) => {
        const pooled = poolPanel(panel, { scale });
        fc.pre(pooled !== null && Number.isFinite(pooled.values[0]));
        const expected = bruteForce(panel, scale);
        fc.pre(Number.isFinite(expected));

        const variance = deleteOneVariance(pooled);

        expect(Math.abs(variance - expected)).toBeLessThan(1e-9 * (1 + expected));
      }),
      { numRuns: 300 },
    );
  });

  it('does not exist where one cluster has all adopters, whatever rounding leaves of them', () => {
    fc.assert(
      fc.property(panels, scales, (panel, scale) => {
        const weights = panel.weights.map((own, row) => own * (1 + row / 7));
        const of = Int32Array.from(panel.firstTreated, (start, row) =>
          start === NEVER ? row + 1 : 0,
        );
        const labels = ['adopters', ...panel.units];
        const pooled = poolPanel({ ...panel, weights, clusters: { of, labels } }, { scale });
        fc.pre(pooled !== null);

        expect(deleteOneVariance(pooled)).toBeNaN();
      }),
    );
  });
});
