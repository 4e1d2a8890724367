import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { NegativeValueError, NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import { estimatePoisson } from './estimate-poisson.ts';
import { fitPoisson } from './fit-poisson.ts';
import { estimateTwoWayPoisson } from './two-way-poisson.ts';

/** Rows of units by name: first treated period (0 for never), then outcomes from period 1. */
const panelOf = (units: Record<string, readonly number[]>) =>
  buildPanel(
    Object.entries(units).flatMap(([unit, [start, ...outcomes]]) =>
      outcomes.map((outcome, index) => ({
        unit,
        period: index + 1,
        outcome,
        firstTreated: start === 0 ? ('never' as const) : start,
      })),
    ),
  );

describe('estimatePoisson', () => {
  const units = { a: [2, 2, 10], b: [2, 4, 8], c: [0, 5, 15], d: [0, 15, 25] };

  it('divides what the treated had by what they would have had', () => {
    // controls double, so that 6 would have become 12, and were 18
    const { overall, cells } = estimatePoisson(panelOf(units));

    expect(cells).toEqual([{ g: 2, t: 2, observed: 18, expected: expect.closeTo(12, 9) }]);
    expect(overall.share).toBeCloseTo(0.5, 9);
  });

  it('has the error of a ratio of ratios, for one cohort and two periods', () => {
    // each unit's influence, halved: a = (1/9 + 1/3)/2, b = −a, c = (5/20 − 5/10)/2, d = −c
    const error = Math.sqrt(2 * ((1 / 9 + 1 / 3) / 2) ** 2 + 2 * (0.25 / 2) ** 2);

    expect(estimatePoisson(panelOf(units)).overall.logSe).toBeCloseTo(error, 9);
    expect(estimateTwoWayPoisson(panelOf(units)).se).toBeCloseTo(error, 9);
    expect(estimateTwoWayPoisson(panelOf(units)).coefficient).toBeCloseTo(Math.log(1.5), 9);
  });

  it('keeps units of a cohort apart where some are not always seen', () => {
    // all grow by half each period and the treated by half again; two large ones are seen but once
    const rows = [
      { unit: 'small', start: 3, level: 16, first: 1, last: 3 },
      { unit: 'large', start: 3, level: 1_600, first: 1, last: 1 },
      { unit: 'control', start: 0, level: 32, first: 1, last: 3 },
      { unit: 'late', start: 0, level: 3_200, first: 3, last: 3 },
    ].flatMap(({ unit, start, level, first, last }) =>
      [1, 2, 3]
        .filter((period) => period >= first && period <= last)
        .map((period) => ({
          unit,
          period,
          outcome: level * 1.5 ** period * (start === period ? 1.5 : 1),
          firstTreated: start === 0 ? ('never' as const) : start,
        })),
    );

    const { overall, cells } = estimatePoisson(buildPanel(rows));

    expect(cells).toEqual([{ g: 3, t: 3, observed: 81, expected: expect.closeTo(54, 9) }]);
    expect(overall.share).toBeCloseTo(0.5, 9);
  });

  it('expects nothing of a unit that never had anything', () => {
    const { overall } = estimatePoisson(panelOf({ ...units, z: [2, 0, 0] }));

    expect(overall.share).toBeCloseTo(0.5, 9);
  });

  it('expects nothing in a period in which no control had anything', () => {
    const { cells } = estimatePoisson(
      panelOf({ a: [2, 2, 3, 4], b: [0, 4, 4, 0], c: [0, 3, 3, 0] }),
    );

    expect(cells.map(({ t, expected }) => [t, expected])).toEqual([
      [2, expect.closeTo(2, 9)],
      [3, 0],
    ]);
  });

  it('refuses negative outcomes, and panels without treated or controls', () => {
    expect(() => estimatePoisson(panelOf({ a: [2, -1, 1], b: [0, 1, 1] }))).toThrow(
      NegativeValueError,
    );
    expect(() => estimatePoisson(panelOf({ a: [0, 1, 2], b: [0, 1, 1] }))).toThrow(
      NoTreatedUnitError,
    );
    expect(() => estimatePoisson(panelOf({ a: [2, 1, 2], b: [2, 1, 1] }))).toThrow(
      NoControlUnitError,
    );
  });
});

describe('fitPoisson', () => {
  it('meets the totals of rows and periods, with exposure as offset', () => {
    const rows = {
      width: 3,
      outcome: Float64Array.of(3, 8, 1, 5, 2, 9),
      exposure: Float64Array.of(1, 2, 1, 3, 1, 2),
    };

    const { period } = fitPoisson(rows);

    const effects = [0, 1].map((row) => {
      const at = [0, 1, 2].map((t) => row * 3 + t);
      const total = at.reduce((sum, own) => sum + rows.outcome[own], 0);
      return total / at.reduce((sum, own, t) => sum + rows.exposure[own] * period[t], 0);
    });
    for (const t of [0, 1, 2]) {
      const fitted = rows.exposure[t] * effects[0] + rows.exposure[3 + t] * effects[1];
      expect(fitted * period[t]).toBeCloseTo(rows.outcome[t] + rows.outcome[3 + t], 9);
    }
  });
});
