import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateImputation } from '../imputation/estimate-imputation.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { estimatePoisson } from '../poisson/estimate-poisson.ts';
import { distance } from '../testing/distance.ts';
import { panelOf, rowsOf, smallCounts, smallDesign } from '../testing/small-panels.ts';
import { splitTwoWay } from './bacon-split.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { estimateTwoWay } from './two-way-effect.ts';

/** All numbers of the three estimators. */
const linearAnswers = (panel: ReturnType<typeof panelOf>) => {
  const { overall, byEvent } = estimateImputation(panel);
  const twoWay = estimateTwoWay(panel);
  return [...[overall, ...byEvent].flatMap(({ att, se }) => [att, se]), twoWay.att, twoWay.se];
};

describe('the split of a two-way effect', () => {
  it('has weights that sum to one and rebuilds the coefficient', () => {
    fc.assert(
      fc.property(smallCounts, ({ design, values }) => {
        const panel = panelOf(design, values);

        const { parts, total, byKind } = splitTwoWay(panel);

        const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
        const kinds = Object.values(byKind).reduce((sum, { weight }) => sum + weight, 0);
        expect(distance([whole, kinds, total], [1, 1, estimateTwoWay(panel).att])).toBeLessThan(
          1e-9,
        );
        expect(parts.every(({ weight }) => weight >= 0)).toBe(true);
      }),
    );
  });
});

describe('two-way and imputed effects', () => {
  it('do not change with effects of units and periods', () => {
    fc.assert(
      fc.property(smallCounts, ({ design, values }) => {
        const shifted = buildPanel(
          rowsOf(design, (unit, t) => values[unit * design.periods + t - 1] + 3 * unit - 5 * t * t),
        );

        expect(
          distance(linearAnswers(shifted), linearAnswers(panelOf(design, values))),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  it('take a unit of weight two for two units, as Poisson regression does', () => {
    fc.assert(
      fc.property(smallCounts, ({ design, values }) => {
        const rows = rowsOf(design, (unit, t) => values[unit * design.periods + t - 1]);
        const weighted = rows.map((row) => ({ ...row, weight: row.unit === 'u0' ? 2 : 1 }));
        const again = rows
          .filter(({ unit }) => unit === 'u0')
          .map((row) => ({ ...row, unit: 'again' }));
        const twice = [...rows, ...again].map((row) =>
          row.unit === 'u0' || row.unit === 'again' ? { ...row, cluster: 'u0' } : row,
        );
        const answers = (panel: ReturnType<typeof panelOf>) => {
          const { share, se } = estimatePoisson(panel).overall;
          return [...linearAnswers(panel), share, se];
        };

        expect(distance(answers(buildPanel(weighted)), answers(buildPanel(twice)))).toBeLessThan(
          1e-9,
        );
      }),
    );
  });

  it('are exactly the effect where trends are parallel', () => {
    fc.assert(
      fc.property(smallDesign, fc.constantFrom(-2, 0, 1.5), (design, effect) => {
        const panel = buildPanel(
          rowsOf(design, (unit, t, isTreated) => 3 * unit - t * t + (isTreated ? effect : 0)),
        );

        expect(estimateTwoWay(panel).att).toBeCloseTo(effect, 9);
        const { overall, byEvent } = estimateImputation(panel);
        for (const { att } of [overall, ...byEvent]) expect(att).toBeCloseTo(effect, 9);
      }),
    );
  });

  it('have no error where nothing varies but by rounding', () => {
    fc.assert(
      fc.property(smallDesign, fc.constantFrom(0.1, 0.7, 3.3), (design, effect) => {
        const panel = buildPanel(
          rowsOf(
            design,
            (unit, t, isTreated) => unit / 3 + Math.sin(t) / 7 + (isTreated ? effect : 0),
          ),
        );

        const { overall, byEvent } = estimateImputation(panel);
        for (const { se } of [overall, ...byEvent]) expect(se).toBeNull();
        expect(estimateTwoWay(panel)).toMatchObject({ se: null, smallSampleSe: null });
      }),
    );
  });

  it('are found by imputation in panels with gaps, though effects differ', () => {
    fc.assert(
      fc.property(smallDesign, fc.integer({ min: 0, max: 6 }), (design, gap) => {
        // every unit but the first misses one of its periods after the first two
        const rows = rowsOf(design, (unit, t, isTreated) => 3 * unit - t * t + (isTreated ? t : 0));
        const seen = rows.filter(
          ({ unit, period }) =>
            unit === 'u0' || period <= 2 || (period + Number(unit.slice(1)) + gap) % 4 !== 0,
        );
        const panel = buildPanel(seen);
        const width = panel.periods.length;
        const treated = Array.from(panel.exposure.keys()).filter(
          (at) =>
            panel.exposure[at] > 0 &&
            panel.periods[at % width] >= panel.firstTreated[Math.floor(at / width)],
        );
        fc.pre(treated.length > 0);

        const { overall, notImputed } = estimateImputation(panel);

        fc.pre(notImputed === 0);
        const mean =
          treated.reduce((sum, at) => sum + panel.periods[at % width], 0) / treated.length;
        expect(overall.att).toBeCloseTo(mean, 9);
      }),
    );
  });
});

describe('Poisson by imputation', () => {
  it('is exactly the factor where trends are parallel in ratios', () => {
    fc.assert(
      fc.property(smallDesign, fc.constantFrom(0.5, 1, 1.25), (design, factor) => {
        const panel = buildPanel(
          rowsOf(
            design,
            (unit, t, isTreated) => (unit + 1) * (2 + t * t) * (isTreated ? factor : 1),
          ),
        );

        const { overall, byEvent } = estimatePoisson(panel);

        for (const { share } of [overall, ...byEvent]) expect(share).toBeCloseTo(factor - 1, 9);
      }),
    );
  });

  it('is one by units and by cohorts where there are no gaps', () => {
    fc.assert(
      fc.property(smallCounts, ({ design, values }) => {
        const panel = panelOf(design, values);
        const answers = ({ overall, byEvent }: ReturnType<typeof estimatePoisson>) =>
          [overall, ...byEvent].flatMap(({ share, se, logRatio, logSe }) => [
            share,
            se,
            logRatio,
            logSe,
          ]);

        const byCohort = estimatePoisson(panel);
        const byUnit = estimatePoisson({ ...panel, isBalanced: false });

        expect(distance(answers(byUnit), answers(byCohort))).toBeLessThan(1e-9);
      }),
    );
  });

  it('does not depend on the unit of the outcome, nor on the order of rows', () => {
    fc.assert(
      fc.property(smallCounts, ({ design, values }) => {
        const rows = rowsOf(design, (unit, t) => values[unit * design.periods + t - 1]);
        const scaled = rows.map((row) => ({ ...row, outcome: row.outcome * 7 })).toReversed();
        const answers = (panel: ReturnType<typeof panelOf>) => {
          const { share, se, logSe } = estimatePoisson(panel).overall;
          return [share, se, logSe];
        };

        expect(distance(answers(buildPanel(scaled)), answers(buildPanel(rows)))).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('eigenvectors of a symmetric matrix', () => {
  it('rebuild it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 16, maxLength: 16 }),
        (size, numbers) => {
          const matrix = Float64Array.from({ length: size * size }, (_, at) => {
            const [row, column] = [Math.floor(at / size), at % size];
            return numbers[Math.min(row, column) * 4 + Math.max(row, column)];
          });

          const { values, vectors } = symmetricEigen(matrix, size);

          const rebuilt = matrix.map((_, at) => {
            const [row, column] = [Math.floor(at / size), at % size];
            return values.reduce(
              (sum, value, k) => sum + value * vectors[row * size + k] * vectors[column * size + k],
              0,
            );
          });
          expect(distance(Array.from(rebuilt), Array.from(matrix))).toBeLessThan(1e-9);
        },
      ),
    );
  });
});
