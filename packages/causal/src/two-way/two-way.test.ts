import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { NoTreatedUnitError, UnbalancedPanelError } from '../panel/errors.ts';
import { adjustByBaseline } from './baseline-adjustment.ts';
import { splitTwoWay } from './bacon-split.ts';
import { clusteredRegression } from './clustered-regression.ts';
import { estimateTwoWay } from './two-way-effect.ts';

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

describe('estimateTwoWay', () => {
  it('is a difference of differences for one cohort and two periods', () => {
    const { att, se } = estimateTwoWay(
      panelOf({ a: [2, 0, 3], b: [2, 0, 5], c: [0, 1, 2], d: [0, 0, 3] }),
    );

    // changes 4 ± 1 against 2 ± 1
    expect(att).toBeCloseTo(2, 12);
    expect(se).toBeCloseTo(1, 12);
  });

  it('has the wrong sign where effects grow and the treated serve as controls', () => {
    // everyone gains from treatment, each period more; nobody is never treated
    const { att } = estimateTwoWay(
      panelOf({
        a: [2, 0, 1, 9, 25],
        b: [2, 1, 2, 10, 26],
        c: [4, 0, 0, 0, 1],
        d: [4, 2, 2, 2, 3],
      }),
    );

    expect(att).toBeLessThan(0);
  });

  it('refuses a panel in which treatment cannot be told from periods', () => {
    expect(() => estimateTwoWay(panelOf({ a: [2, 0, 3], b: [2, 1, 5] }))).toThrow(
      NoTreatedUnitError,
    );
    expect(() => estimateTwoWay(panelOf({ a: [0, 0, 3], b: [0, 1, 5] }))).toThrow(
      NoTreatedUnitError,
    );
  });
});

describe('splitTwoWay', () => {
  it('names the pairs, the forbidden one among them', () => {
    const { parts, byKind } = splitTwoWay(
      panelOf({ a: [2, 0, 1, 2, 4], b: [4, 0, 1, 1, 3], c: [0, 1, 1, 2, 2] }),
    );

    expect(parts.map(({ kind, treated, control }) => [kind, treated, control])).toEqual([
      ['earlier_vs_later', 2, 4],
      ['treated_vs_never', 2, Infinity],
      ['later_vs_earlier', 4, 2],
      ['treated_vs_never', 4, Infinity],
    ]);
    // b from periods 2 and 3 to period 4: 3 − 1; a meanwhile: 4 − 1.5
    expect(parts[2].estimate).toBeCloseTo(-0.5, 12);
    expect(byKind.later_vs_earlier.weight).toBeCloseTo(parts[2].weight, 12);
  });

  it('refuses gaps', () => {
    const rows = [
      { unit: 'a', period: 1, outcome: 1, firstTreated: 2 },
      { unit: 'a', period: 2, outcome: 2, firstTreated: 2 },
      { unit: 'b', period: 1, outcome: 3, firstTreated: 'never' as const },
    ];
    expect(() => splitTwoWay(buildPanel(rows))).toThrow(UnbalancedPanelError);
  });
});

describe('clusteredRegression', () => {
  it("is Welch's error where every row is its own cluster and the column splits two groups", () => {
    // 4 ± 1 against 2, 3, 4: variances 2 and 1, so √(2/2 + 1/3)
    const { estimate, se } = clusteredRegression(
      {
        design: Float64Array.of(1, 1, 1, 1, 1, 0, 1, 0, 1, 0),
        outcome: Float64Array.of(3, 5, 2, 3, 4),
        cluster: Int32Array.of(0, 1, 2, 3, 4),
      },
      1,
    );

    expect(estimate).toBeCloseTo(1, 12);
    expect(se).toBeCloseTo(Math.sqrt(4 / 3), 12);
  });

  it('refuses collinear columns', () => {
    const input = {
      design: Float64Array.of(1, 2, 1, 2),
      outcome: Float64Array.of(1, 2),
      cluster: Int32Array.of(0, 1),
    };
    expect(() => clusteredRegression(input, 1)).toThrow(RangeError);
  });
});

describe('adjustByBaseline', () => {
  it('takes out what the baseline predicts', () => {
    // pooled slope 1/2: covariance 2 over a variance of 4
    const answer = adjustByBaseline([
      { before: 0, after: 0, isTreated: false },
      { before: 4, after: 2, isTreated: false },
      { before: 0, after: 0, isTreated: true },
      { before: 4, after: 2, isTreated: true },
    ]);

    expect(answer).toEqual({
      unadjusted: 0,
      adjusted: 0,
      difference: 0,
      slope: 0.5,
      varianceReduction: 1,
    });
  });

  it('refuses an empty side and a baseline that does not vary', () => {
    const unit = { before: 1, after: 2, isTreated: true };
    expect(() => adjustByBaseline([unit])).toThrow(RangeError);
    expect(() => adjustByBaseline([unit, { ...unit, isTreated: false }])).toThrow(RangeError);
  });
});
