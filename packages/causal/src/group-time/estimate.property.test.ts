import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate, type AggregationPlan } from '../aggregation/aggregate.ts';
import { cellErrors, mixtureErrors } from '../inference/estimate-errors.ts';
import { buildPanel } from '../panel/build-panel.ts';
import type { PanelRow } from '../panel/collect.ts';
import type { Panel } from '../panel/panel.ts';
import { distance } from '../testing/distance.ts';
import { randomPanels } from '../testing/random-panels.ts';
import { estimateGroupTime, type GroupTimeEstimate } from './estimate.ts';
import type { Mixture } from './influence.ts';
import type { GroupTimeOptions } from './options.ts';

const options: fc.Arbitrary<GroupTimeOptions> = fc.record({
  control: fc.constantFrom('never', 'notyet'),
  base: fc.constantFrom('varying', 'universal'),
  baseWindow: fc.integer({ min: 1, max: 3 }),
});

/** Without the covariate. */
const plain = (rows: readonly PanelRow[]): Panel => buildPanel(rows);

function mixturesOf(estimate: GroupTimeEstimate): readonly Mixture[] {
  const { simple, dynamic, group, calendar } = aggregate(estimate);
  const all = ({ overall, by }: AggregationPlan) => [
    ...(overall === null ? [] : [overall]),
    ...by.map(({ mixture }) => mixture),
  ];
  return [simple, dynamic, group, calendar].flatMap(all);
}

/** Everything that is estimated, and its errors with NaN as null. */
function numbersOf(estimate: GroupTimeEstimate) {
  const mixtures = mixturesOf(estimate);
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    effects: [
      ...estimate.cells.map(({ att }) => orNull(att)),
      ...mixtures.map(({ value }) => value),
    ],
    errors: [...cellErrors(estimate), ...mixtureErrors(estimate, mixtures)].map(orNull),
  };
}

function expectSame(actual: GroupTimeEstimate, expected: GroupTimeEstimate): void {
  const own = numbersOf(actual);
  const other = numbersOf(expected);
  expect(distance(own.effects, other.effects)).toBeLessThan(1e-9);
  expect(distance(own.errors, other.errors)).toBeLessThan(1e-9);
}

describe('group-time effects', () => {
  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const forward = estimateGroupTime(plain(rows), given);
        const backward = estimateGroupTime(plain(rows.toReversed()), given);

        expectSame(backward, forward);
      }),
    );
  });

  it('do not depend on what is fixed for a unit, or common to a period', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const shifted = rows.map((row) => ({
          ...row,
          outcome: row.outcome + 100 + Number(row.unit.slice(1)) * 3 + row.period ** 2,
        }));

        expectSame(estimateGroupTime(plain(shifted), given), estimateGroupTime(plain(rows), given));
      }),
    );
  });

  it('do not depend on the unit of the weights', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const scaled = rows.map((row) => ({ ...row, weight: 7 * (row.weight ?? 1) }));

        expectSame(estimateGroupTime(plain(scaled), given), estimateGroupTime(plain(rows), given));
      }),
    );
  });

  it('are in the unit of the outcome', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const scaled = rows.map((row) => ({ ...row, outcome: -1_000 * row.outcome }));

        const own = numbersOf(estimateGroupTime(plain(scaled), given));
        const other = numbersOf(estimateGroupTime(plain(rows), given));

        const by = (factor: number) => (value: number | null) =>
          value === null ? null : factor * value;
        expect(distance(own.effects, other.effects.map(by(-1_000)))).toBeLessThan(1e-6);
        expect(distance(own.errors, other.errors.map(by(1_000)))).toBeLessThan(1e-6);
      }),
    );
  });

  it('are zero where all change alike', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const parallel = rows.map((row) => ({
          ...row,
          outcome: Number(row.unit.slice(1)) ** 2 + Math.sin(row.period),
        }));

        const { effects, errors } = numbersOf(estimateGroupTime(plain(parallel), given));

        for (const effect of effects) expect(effect).toBeCloseTo(0, 12);
        expect(errors.every((error) => error === null)).toBe(true);
      }),
    );
  });

  it('find the effect that there is, period by period, against controls clean in period and base', () => {
    fc.assert(
      fc.property(randomPanels(), options, ({ rows }, given) => {
        const treated = rows.map((row) => {
          const since = row.firstTreated === 'never' ? -1 : row.period - Number(row.firstTreated);
          const effect = since < 0 ? 0 : 1 + since;
          return { ...row, outcome: Number(row.unit.slice(1)) + row.period + effect };
        });

        const { cells } = estimateGroupTime(plain(treated), given);

        for (const { g, t, att } of cells) {
          expect(att).toBeCloseTo(t < g ? 0 : 1 + t - g, 12);
        }
      }),
    );
  });
});

describe('influence functions', () => {
  it('of mixtures are those of their cells, summed, with gaps and without', () => {
    fc.assert(
      fc.property(randomPanels(), options, fc.boolean(), ({ rows }, given, hasGaps) => {
        const kept = rows.filter(({ unit, period }) => !hasGaps || unit !== 'u3' || period > 1);
        const estimate = estimateGroupTime(plain(kept), given);
        const fixed = mixturesOf(estimate).map((mixture) => ({
          ...mixture,
          cohortTerm: null,
        }));
        const n = estimate.panel.units.length;

        const { values } = estimate.influence.mix(fixed);

        const cell = new Float64Array(n);
        const sums = new Float64Array(n * fixed.length);
        for (const [column, { cells, weights }] of fixed.entries()) {
          for (const [at, index] of cells.entries()) {
            estimate.influence.cell(index, cell);
            for (let unit = 0; unit < n; unit += 1) {
              sums[unit * fixed.length + column] += weights[at] * cell[unit];
            }
          }
        }
        expect(distance([...values], [...sums])).toBeLessThan(1e-9);
      }),
    );
  });

  it('are what estimates change by with the weight of a unit, estimated weights and all', () => {
    fc.assert(
      fc.property(randomPanels(), options, fc.nat(5), ({ rows }, given, at) => {
        expectDerivative(plain(rows), given, at);
      }),
    );
  });

  it.each(['dr', 'reg', 'ipw'] as const)('are so with a covariate, by %s', (method) => {
    fc.assert(
      fc.property(randomPanels(), fc.nat(5), ({ rows }, at) => {
        // Units in pairs that differ in the covariate leave some overlap in every cell.
        const wide = [0, 1, 2, 3].flatMap((copy) =>
          rows.map((row) => ({
            ...row,
            unit: `${row.unit}-${copy}`,
            outcome: row.outcome * (1 + copy / 3),
            covariates: [(Number(row.unit.slice(1)) * 7 + copy * 5) % 11],
          })),
        );
        expectDerivative(buildPanel(wide, { covariates: ['x'] }), { method }, at);
      }),
      { numRuns: 25 },
    );
  });
});

/**
 * The infinitesimal jackknife (Efron 1982): the influence of a unit over the number of units is the
 * derivative of the estimate by the logarithm of its weight.
 */
function expectDerivative(panel: Panel, given: GroupTimeOptions, unit: number): void {
  const estimate = estimateGroupTime(panel, given);
  const mixtures = mixturesOf(estimate);
  fc.pre(mixtures.length > 0);
  const step = 1e-5;
  const valuesAt = (factor: number) => {
    const weights = estimate.panel.weights.map((own, at) => (at === unit ? own * factor : own));
    const mean = weights.reduce((sum, own) => sum + own, 0) / weights.length;
    const moved = { ...estimate.panel, weights: weights.map((own) => own / mean) };
    return mixturesOf(estimateGroupTime(moved, given)).map(({ value }) => value);
  };

  const up = valuesAt(1 + step);
  const down = valuesAt(1 - step);
  const derivatives = up.map((value, k) => (value - down[k]) / (2 * step));

  const { values } = estimate.influence.mix(mixtures);
  const own = mixtures.map(
    (_, k) => values[unit * mixtures.length + k] / estimate.panel.units.length,
  );
  expect(distance(own, derivatives)).toBeLessThan(1e-6);
}
