import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { rowsOf, smallDesign } from '../testing/small-panels.ts';
import { adjustPValues } from './adjust-p-values.ts';
import { binnedEffects } from './binned-effects.ts';
import { breakdownBound, relativeMagnitudesInterval } from './relative-magnitudes.ts';

const effect = fc.integer({ min: -40, max: 40 }).map((value) => value / 10);

/** Independent estimates with unit errors scaled down. */
const study = fc
  .record({
    pre: fc.array(effect, { minLength: 1, maxLength: 4 }),
    post: fc.array(effect, { minLength: 1, maxLength: 3 }),
    variance: fc.constantFrom(0.01, 0.25),
  })
  .map(({ pre, post, variance }) => {
    const size = pre.length + post.length;
    return {
      pre: Float64Array.from(pre),
      post: Float64Array.from(post),
      covariance: Float64Array.from({ length: size ** 2 }, (_, at) =>
        Math.floor(at / size) === at % size ? variance : 0,
      ),
    };
  });

describe('intervals under relative magnitudes', () => {
  it('widen with the bound', () => {
    fc.assert(
      fc.property(study, fc.constantFrom(0, 0.5, 1), (own, bound) => {
        const narrow = relativeMagnitudesInterval(own, bound);
        const wide = relativeMagnitudesInterval(own, bound + 0.5);

        expect(wide[0]).toBeLessThan(narrow[0]);
        expect(wide[1]).toBeGreaterThan(narrow[1]);
      }),
    );
  });

  it('reach zero at the breakdown and not before', () => {
    fc.assert(
      fc.property(study, (own) => {
        const breakdown = breakdownBound(own);
        fc.pre(breakdown > 0 && breakdown < 100);

        const [below, above] = [breakdown * 0.999, breakdown * 1.001].map((bound) =>
          relativeMagnitudesInterval(own, bound),
        );

        expect(below[0] * below[1]).toBeGreaterThan(0);
        expect(above[0] * above[1]).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('turn over with the sign of the effects', () => {
    fc.assert(
      fc.property(study, (own) => {
        const turned = {
          ...own,
          pre: own.pre.map((value) => -value),
          post: own.post.map((value) => -value),
        };
        const [low, high] = relativeMagnitudesInterval(own, 1);
        const [turnedLow, turnedHigh] = relativeMagnitudesInterval(turned, 1);

        expect(turnedLow).toBeCloseTo(-high, 9);
        expect(turnedHigh).toBeCloseTo(-low, 9);
      }),
    );
  });
});

describe('effects in bins', () => {
  it('are exact where trends are parallel on their scale', () => {
    fc.assert(
      fc.property(
        smallDesign,
        fc.constantFrom('ratio' as const, 'difference' as const),
        fc.constantFrom('never' as const, 'notyet' as const),
        (design, scale, control) => {
          const isRatio = scale === 'ratio';
          const panel = buildPanel(
            rowsOf(design, (unit, t, isTreated) =>
              isRatio
                ? (unit + 1) * (2 + t * t) * (isTreated ? Math.exp(0.5) : 1)
                : 3 * unit - t * t + (isTreated ? 0.5 : 0),
            ),
          );

          const bins = binnedEffects(panel, {
            scale,
            control,
            width: 1,
            preBins: 1,
            postBins: 1,
          });

          expect(bins?.pre[0]).toBeCloseTo(0, 9);
          expect(bins?.post[0]).toBeCloseTo(0.5, 9);
        },
      ),
    );
  });
});

describe('adjusted p-values', () => {
  it('never fall below the plain ones, keep their order and stay probabilities', () => {
    const p = fc.array(
      fc.integer({ min: 0, max: 1_000 }).map((value) => value / 1_000),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(
        p,
        fc.constantFrom('holm' as const, 'benjamini-hochberg' as const),
        (plain, method) => {
          const adjusted = adjustPValues(plain, method);
          for (const [index, value] of adjusted.entries()) {
            expect(value).toBeGreaterThanOrEqual(plain[index] - 1e-12);
            expect(value).toBeLessThanOrEqual(1);
            for (const [other, another] of adjusted.entries()) {
              expect(plain[index] <= plain[other] ? value <= another + 1e-12 : true).toBe(true);
            }
          }
        },
      ),
    );
  });
});
