import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { NoControlUnitError, NoTreatedUnitError } from '../panel/errors.ts';
import { estimateImputation } from './estimate-imputation.ts';

type Outcomes = readonly (number | null)[];

/** Rows of units by name: first treated period (0 for never), then outcomes from period 1; null = gap. */
const panelOf = (units: Record<string, readonly [number, Outcomes]>) =>
  buildPanel(
    Object.entries(units).flatMap(([unit, [start, outcomes]]) =>
      outcomes.flatMap((outcome, index) =>
        outcome === null
          ? []
          : [
              {
                unit,
                period: index + 1,
                outcome,
                firstTreated: start === 0 ? ('never' as const) : start,
              },
            ],
      ),
    ),
  );

describe('estimateImputation', () => {
  it('takes from the treated what units and periods explain', () => {
    // controls rise by 2 and then by 3; the treated unit starts at 1 and has 9 and 7
    const { overall, byEvent } = estimateImputation(
      panelOf({ a: [2, [1, 9, 7]], b: [0, [4, 6, 9]], c: [0, [5, 7, 10]] }),
    );

    // imputed 3 and 6: effects 6 and 1
    expect(byEvent.map(({ e, att }) => [e, att])).toEqual([
      [0, expect.closeTo(6, 12)],
      [1, expect.closeTo(1, 12)],
    ]);
    expect(overall.att).toBeCloseTo(3.5, 12);
  });

  it('is a difference of differences with its error, for one cohort and two periods', () => {
    const { overall } = estimateImputation(
      panelOf({ a: [2, [0, 3]], b: [2, [0, 5]], c: [0, [0, 1]], d: [0, [0, 2]], e: [0, [0, 3]] }),
    );

    // changes 4 ± 1 of two against 2 ± 1 of three: 2, and √(2 · (1/2)² + 2 · (1/3)²)
    expect(overall.att).toBeCloseTo(2, 12);
    expect(overall.se).toBeCloseTo(Math.sqrt(2 / 4 + 2 / 9), 12);
  });

  it('counts cells that nobody untreated was there to compare with', () => {
    // in period 3 everyone is treated
    const { byEvent, notImputed } = estimateImputation(
      panelOf({ a: [2, [1, 4, 9]], b: [3, [1, 2, 8]], c: [3, [2, 3, 9]] }),
    );

    expect(byEvent.map(({ e, att }) => [e, att])).toEqual([[0, expect.closeTo(2, 12)]]);
    expect(notImputed).toBe(3);
  });

  it('does not compare parts of a panel that no unit links', () => {
    // a and b are seen in periods 1 to 3 only, c and d from 4 on
    const { overall, notImputed } = estimateImputation(
      panelOf({
        a: [3, [1, 1, 5, null, 50]],
        b: [0, [2, 2, 3, null, null]],
        c: [0, [null, null, null, 7, 8]],
      }),
    );

    expect(overall.att).toBeCloseTo(3, 12);
    expect(notImputed).toBe(1);
  });

  it('neither fits nor counts periods of anticipation', () => {
    const panel = panelOf({ a: [3, [1, 90, 6]], b: [0, [4, 5, 6]] });

    expect(estimateImputation(panel, { anticipation: 1 }).overall.att).toBeCloseTo(3, 12);
  });

  it('refuses a panel without treated or without anybody to impute from', () => {
    expect(() => estimateImputation(panelOf({ a: [0, [1, 2]], b: [0, [1, 3]] }))).toThrow(
      NoTreatedUnitError,
    );
    expect(() => estimateImputation(panelOf({ a: [2, [1, 2]], b: [2, [1, 3]] }))).toThrow(
      NoControlUnitError,
    );
  });
});
