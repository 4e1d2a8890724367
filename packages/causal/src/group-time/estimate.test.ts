import { describe, expect, it } from 'vitest';
import { cellErrors } from '../inference/estimate-errors.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { NoControlUnitError, NoTreatedUnitError, UnbalancedPanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { estimateGroupTime } from './estimate.ts';

type Unit = readonly [
  firstTreated: number | 'never',
  outcomes: readonly (number | null)[],
  given?: { readonly weight?: number; readonly covariate?: number },
];

/** Units over periods 1, 2, …; null for a cell that is not observed. */
function panelOf(units: readonly Unit[]): Panel {
  const hasCovariate = units.some(([, , given]) => given?.covariate !== undefined);
  return buildPanel(
    units.flatMap(([firstTreated, outcomes, given], unit) =>
      outcomes.flatMap((outcome, at) =>
        outcome === null
          ? []
          : [
              {
                unit: `u${unit}`,
                period: at + 1,
                outcome,
                firstTreated,
                weight: given?.weight ?? 1,
                covariates: hasCovariate ? [given?.covariate ?? 0] : [],
              },
            ],
      ),
    ),
    { covariates: hasCovariate ? ['x'] : [] },
  );
}

const attsOf = (panel: Panel, options = {}) =>
  estimateGroupTime(panel, options).cells.map(({ g, t, att }) => [g, t, att]);

/** Two early adopters, one later one, two that never adopt. */
const staggered: readonly Unit[] = [
  [3, [1, 2, 6, 9]],
  [3, [3, 4, 8, 9]],
  [4, [5, 7, 9, 14]],
  ['never', [2, 3, 4, 5]],
  ['never', [4, 5, 6, 9]],
];

describe('estimateGroupTime', () => {
  it('compares changes with those of never treated units', () => {
    // Never treated means: 3, 4, 5, 7. First cohort: 2, 3, 7, 9. Later one: 5, 7, 9, 14.
    expect(attsOf(panelOf(staggered))).toEqual([
      [3, 2, 0],
      [3, 3, 3],
      [3, 4, 3],
      [4, 2, 1],
      [4, 3, 1],
      [4, 4, 3],
    ]);
  });

  it('compares with units that are not treated yet, pooled by unit', () => {
    // Controls of (3, 3) since 2: later 7 → 9, never 3 → 4 and 5 → 6, mean change 4 / 3.
    const atts = attsOf(panelOf(staggered), { control: 'notyet' });

    expect(atts[1]).toEqual([3, 3, expect.closeTo(4 - 4 / 3, 12)]);
    expect(atts[2]).toEqual([3, 4, 3]);
    // Units that are treated in 3 are controls of the later cohort in 2 only: changes 1, 1, 1, 1.
    expect(atts[3]).toEqual([4, 2, 1]);
    expect(atts[4]).toEqual([4, 3, 1]);
  });

  it('measures every period from one base where it is universal', () => {
    expect(attsOf(panelOf(staggered), { base: 'universal' })).toEqual([
      [3, 1, 0],
      [3, 2, 0],
      [3, 3, 3],
      [3, 4, 3],
      [4, 1, -2],
      [4, 2, -1],
      [4, 3, 0],
      [4, 4, 3],
    ]);
  });

  it('averages the base over a window, as far as there are periods', () => {
    // The first cohort had 2.5 in periods 1 and 2, the never treated 3.5.
    const atts = attsOf(panelOf(staggered), { baseWindow: 2 });

    expect(atts[1]).toEqual([3, 3, 7 - 2.5 - (5 - 3.5)]);
    expect(atts[0]).toEqual([3, 2, 0]);
  });

  it('steps back by the anticipation, and drops who has no base then', () => {
    const estimate = estimateGroupTime(panelOf([...staggered, [2, [1, 2, 3, 5]]]), {
      anticipation: 1,
    });

    expect(estimate.panel.units).toHaveLength(5);
    // Base 1 for cohort 3: 7 − 2 − (5 − 3).
    expect(estimate.cells.find(({ g, t }) => g === 3 && t === 3)?.att).toBe(3);
    // Base 2 for cohort 4: 14 − 7 − (7 − 4).
    expect(estimate.cells.find(({ g, t }) => g === 4 && t === 4)?.att).toBe(4);
  });

  it('does not compare with units that may react already', () => {
    // Cohort 4 may react from 3 on. In 2 it changes by 2, the never treated by 1, the treated by 1.
    const panel = panelOf(staggered);
    const [first, ...others] = attsOf(panel, { anticipation: 1, control: 'notyet' });

    expect(first).toEqual([3, 2, expect.closeTo(1 - 4 / 3, 12)]);
    expect(others).toEqual(attsOf(panel, { anticipation: 1 }).slice(1));
  });

  it('keeps the last cohort as control where nobody is never treated', () => {
    const panel = panelOf([
      [2, [1, 4, 9]],
      [2, [2, 6, 9]],
      [3, [1, 2, 9]],
      [3, [3, 5, 9]],
    ]);

    // Changes of 3 and 4 against 1 and 2; nothing can be said of period 3.
    expect(attsOf(panel, { control: 'notyet' })).toEqual([[2, 2, 2]]);
  });

  it('weights units as they were sampled', () => {
    const panel = panelOf([
      [2, [0, 4], { weight: 3 }],
      [2, [0, 8], { weight: 1 }],
      ['never', [1, 2], { weight: 1 }],
      ['never', [1, 6], { weight: 1 }],
    ]);

    // 5 against 3.
    expect(attsOf(panel)).toEqual([[2, 2, 2]]);
  });

  it('takes means of what is observed, period by period', () => {
    const panel = panelOf([
      [3, [1, 2, 6]],
      [3, [null, 4, 8]],
      ['never', [3, 4, 5]],
      ['never', [5, 6, null]],
    ]);

    // 7 − 3 against 5 − 5.
    expect(attsOf(panel)[1]).toEqual([3, 3, 4]);
  });

  it('says that a cell has nothing to compare with, and goes on', () => {
    const panel = panelOf([
      [2, [1, 2, 6]],
      ['never', [3, null, 5]],
      ['never', [4, null, 5]],
    ]);

    const { cells } = estimateGroupTime(panel);

    expect(cells.map(({ status }) => status)).toEqual(['nothing_observed', 'estimated']);
  });

  it('knows no error where one unit stands for a cohort and one for the controls', () => {
    const estimate = estimateGroupTime(
      panelOf([
        [2, [1, 2.3]],
        ['never', [3, 5.1]],
      ]),
    );

    expect(cellErrors(estimate)[0]).toBeNaN();
  });

  it('works by hand: errors are those of two means of changes', () => {
    // Changes 1, 3 against 2, 6: variances (1 + 1) / 4 and (4 + 4) / 4.
    const estimate = estimateGroupTime(
      panelOf([
        [2, [0, 1]],
        [2, [0, 3]],
        ['never', [0, 2]],
        ['never', [0, 6]],
      ]),
    );

    expect(cellErrors(estimate)[0]).toBeCloseTo(Math.sqrt(2 / 4 + 8 / 4), 14);
  });
});

describe('estimateGroupTime with a covariate', () => {
  /** Half of the treated have x = 1, a third of the controls. Changes: by x alone, 1 and 5; treated 2 more. */
  const byCovariate: readonly Unit[] = [
    [2, [0, 3], { covariate: 0 }],
    [2, [0, 7], { covariate: 1 }],
    ['never', [0, 1.5], { covariate: 0 }],
    ['never', [0, 0.5], { covariate: 0 }],
    ['never', [0, 1], { covariate: 0 }],
    ['never', [0, 1], { covariate: 0 }],
    ['never', [0, 4], { covariate: 1 }],
    ['never', [0, 6], { covariate: 1 }],
  ];

  it.each(['dr', 'reg', 'ipw'] as const)('compares like with like by %s', (method) => {
    const [cell] = estimateGroupTime(panelOf(byCovariate), { method }).cells;

    expect(cell.att).toBeCloseTo(2, 10);
  });

  it('would be off without it', () => {
    const [cell] = estimateGroupTime({ ...panelOf(byCovariate), covariates: [] }).cells;

    // 5 against (4 · 1 + 2 · 5) / 6.
    expect(cell.att).toBeCloseTo(5 - 14 / 6, 12);
  });

  it('has no estimate where it tells treated and controls apart', () => {
    const panel = panelOf([
      [2, [0, 1], { covariate: 5 }],
      [2, [0, 3], { covariate: 6 }],
      ['never', [0, 2], { covariate: 1 }],
      ['never', [0, 4], { covariate: 2 }],
    ]);

    const { cells } = estimateGroupTime(panel);

    expect(cells.map(({ status, att }) => [status, att])).toEqual([['no_overlap', NaN]]);
  });

  it('has no regression where the controls do not vary', () => {
    const panel = panelOf([
      [2, [0, 1], { covariate: 5 }],
      [2, [0, 3], { covariate: 6 }],
      ['never', [0, 2], { covariate: 1 }],
      ['never', [0, 4], { covariate: 1 }],
    ]);

    const { cells } = estimateGroupTime(panel, { method: 'reg' });

    expect(cells[0].status).toBe('collinear');
  });

  it('refuses gaps', () => {
    const panel = panelOf([
      [2, [0, 1], { covariate: 5 }],
      ['never', [0, null], { covariate: 1 }],
      ['never', [0, 3], { covariate: 2 }],
    ]);

    expect(() => estimateGroupTime(panel)).toThrow(
      new UnbalancedPanelError('an estimate with covariates', ['u1']),
    );
  });
});

describe('what estimateGroupTime refuses', () => {
  it('refuses a panel of untreated units', () => {
    expect(() => estimateGroupTime(panelOf([['never', [1, 2]]]))).toThrow(
      new NoTreatedUnitError(0),
    );
  });

  it('counts units without a period before treatment', () => {
    const panel = panelOf([
      [2, [1, 2]],
      ['never', [1, 2]],
    ]);

    expect(() => estimateGroupTime(panel, { anticipation: 1 })).toThrow(new NoTreatedUnitError(1));
  });

  it('refuses never treated controls where there are none, and a single cohort', () => {
    const cohorts = panelOf([
      [2, [1, 2, 3]],
      [3, [1, 2, 3]],
    ]);
    const single = panelOf([
      [2, [1, 2, 3]],
      [2, [1, 2, 3]],
    ]);

    expect(() => estimateGroupTime(cohorts)).toThrow(new NoControlUnitError('never'));
    expect(() => estimateGroupTime(single, { control: 'notyet' })).toThrow(
      new NoControlUnitError('notyet'),
    );
  });

  it('refuses a base of no period, and anticipation that is negative', () => {
    expect(() => estimateGroupTime(panelOf(staggered), { baseWindow: 0 })).toThrow(RangeError);
    expect(() => estimateGroupTime(panelOf(staggered), { anticipation: -1 })).toThrow(RangeError);
  });
});
