import { describe, expect, it } from 'vitest';
import { NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { estimateRatio } from './ratio-effects.ts';

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

describe('estimateRatio', () => {
  it('divides what the treated had by what they would have had', () => {
    // controls 10 → 20: the treated would have had 3 → 6, and had 9
    const { cells, overall } = estimateRatio(
      panelOf({ a: [2, 2, 10], b: [2, 4, 8], c: [0, 5, 15], d: [0, 15, 25] }),
    );

    expect(cells[0].logRatio).toBeCloseTo(Math.log(1.5), 12);
    expect(overall.share).toBeCloseTo(0.5, 12);
  });

  it('adds up deviations of all four means for the error', () => {
    // treated: now 9 ± 1, before 3 ± 1; controls: now 20 ± 5, before 10 ± 5; two units in each
    const { cells } = estimateRatio(
      panelOf({ a: [2, 2, 10], b: [2, 4, 8], c: [0, 5, 15], d: [0, 15, 25] }),
    );

    // each unit's influence, halved: a = (1/9 + 1/3)/2, b = −a, c = (5/20 − 5/10)/2, d = −c
    const error = Math.sqrt(2 * ((1 / 9 + 1 / 3) / 2) ** 2 + 2 * (0.25 / 2) ** 2);
    expect(cells[0].se).toBeCloseTo(error, 12);
  });

  it('keeps a cell without treated outcome in the sum, though it has no logarithm', () => {
    // expected 2 in each of two periods, had 0 and 6
    const { cells, overall } = estimateRatio(
      panelOf({ a: [2, 2, 0, 6], b: [2, 2, 0, 6], c: [0, 3, 3, 3], d: [0, 5, 5, 5] }),
    );

    expect(cells.map(({ logRatio }) => logRatio)).toEqual([null, expect.closeTo(Math.log(3), 12)]);
    expect(overall.share).toBeCloseTo(0.5, 12);
  });

  it('leaves out a cell whose controls had nothing before', () => {
    const { cells, overall } = estimateRatio(
      panelOf({ a: [2, 2, 4], b: [2, 2, 4], c: [0, 0, 3], d: [0, 0, 5] }),
    );

    expect(cells[0]).toMatchObject({ logRatio: null, se: null });
    expect(overall).toEqual({ share: null, se: null, logRatio: null, logSe: null });
  });

  it('has no error for a cohort of one against controls of one', () => {
    expect(estimateRatio(panelOf({ a: [2, 2, 4], c: [0, 3, 3] })).overall.se).toBeNull();
  });

  it('leaves out units that may react in the first period already', () => {
    // with one period of anticipation, a would have no base
    const { panel, cells } = estimateRatio(
      panelOf({ a: [2, 9, 9, 9, 9], b: [3, 2, 2, 4, 4], c: [0, 3, 3, 3, 3], d: [0, 5, 5, 5, 5] }),
      { anticipation: 1 },
    );

    expect(panel.units).toEqual(['b', 'c', 'd']);
    expect(cells.map(({ g, t, logRatio }) => [g, t, logRatio])).toEqual([
      [3, 3, expect.closeTo(Math.log(2), 12)],
      [3, 4, expect.closeTo(Math.log(2), 12)],
    ]);
  });

  it('refuses a panel without treated or without controls', () => {
    expect(() => estimateRatio(panelOf({ a: [0, 1, 2], b: [0, 2, 2] }))).toThrow(
      NoTreatedUnitError,
    );
    expect(() => estimateRatio(panelOf({ a: [2, 1, 2], b: [2, 2, 2] }))).toThrow(
      NoControlUnitError,
    );
  });
});
