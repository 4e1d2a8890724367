import { describe, expect, it } from 'vitest';
import { distance } from '../testing/distance.ts';
import { expectedMedicaid, medicaid } from '../testing/reference/medicaid-expected.ts';
import { expectedAdjustments } from '../testing/reference/ranks-expected.ts';
import { expectedPower } from '../testing/reference/two-by-two-expected.ts';
import { adjustPValues } from './adjust-p-values.ts';
import {
  designEffect,
  minimumDetectableEffect,
  plannedError,
  twoSampleError,
} from './detectable-effect.ts';
import { breakdownBound, relativeMagnitudesInterval } from './relative-magnitudes.ts';
import { simultaneousBound } from './simultaneous-bound.ts';

const study = {
  pre: Float64Array.from(medicaid.estimates.slice(0, medicaid.pre)),
  post: Float64Array.from(medicaid.estimates.slice(medicaid.pre)),
  covariance: Float64Array.from(medicaid.covariance.flat()),
};
/** The effect of 2014 alone. */
const target = [1, 0];

describe('Medicaid and relative magnitudes', () => {
  it('has the ordinary interval at a bound of zero', () => {
    expect(
      distance(relativeMagnitudesInterval(study, 0, { target }), expectedMedicaid.original),
    ).toBeLessThan(1e-12);
  });

  it.each(expectedMedicaid.conditional)(
    'holds the conditional interval at $bound and is little wider',
    ({ bound, interval }) => {
      const [low, high] = relativeMagnitudesInterval(study, bound, { target });

      expect(low).toBeLessThan(interval[0]);
      expect(high).toBeGreaterThan(interval[1]);
      expect(interval[0] - low).toBeLessThan(0.006);
      expect(high - interval[1]).toBeLessThan(0.006);
    },
  );

  it.each(expectedMedicaid.simultaneous)(
    'has the blunt interval at $bound to the noise of its critical value',
    ({ bound, interval }) => {
      const blunt = simultaneousBound(study, bound, { target, draws: 200_000, seed: 1 });

      expect(distance(blunt, interval)).toBeLessThan(bound === 0 ? 1e-12 : bound * 0.03 * 0.007);
    },
  );

  it('breaks down between the bounds at which the conditional interval does', () => {
    // the conditional interval leaves zero out at 1.5 and holds it at 2
    expect(breakdownBound(study, { target })).toBeGreaterThan(1.5);
    expect(breakdownBound(study, { target })).toBeLessThan(2);
  });
});

describe('p-values adjusted for each other', () => {
  const { p, ...expected } = expectedAdjustments;

  it.each([
    ['holm', expected.holm],
    ['bonferroni', expected.bonferroni],
    ['benjamini-hochberg', expected.benjaminiHochberg],
    ['benjamini-yekutieli', expected.benjaminiYekutieli],
  ] as const)('are those of R by %s', (method, answer) => {
    expect(distance(adjustPValues(p, method), answer)).toBeLessThan(1e-9);
  });
});

describe('planned comparisons', () => {
  it('find what two samples can', () => {
    const { treated, control, sd, effect } = expectedPower.twoSample;

    const found = minimumDetectableEffect(twoSampleError(sd, treated, control));

    expect(distance([found], [effect])).toBeLessThan(1e-9);
  });

  it('lose to clusters', () => {
    const { size, correlation, effect } = expectedPower.design;
    expect(distance([designEffect(size, correlation)], [effect])).toBeLessThan(1e-12);
  });

  it.each(expectedPower.planned)('allow for a serial correlation of $correlation', (plan) => {
    const { changeVariance, standardError } = plannedError({
      ...plan,
      autocovariance: (lag) => plan.variance * plan.correlation ** lag,
    });

    expect(
      distance(
        [changeVariance, standardError, minimumDetectableEffect(standardError)],
        [plan.changeVariance, plan.se, plan.effect],
      ),
    ).toBeLessThan(1e-9);
  });
});
