import { describe, expect, it } from 'vitest';
import { clusterSums } from './cluster-sums.ts';
import { covarianceOf, standardErrors } from './covariance.ts';
import { multiplierBootstrap, type Multiplier } from './multiplier-bootstrap.ts';
import { quantileOf } from './quantile.ts';
import { supTCritical } from './sup-t.ts';
import { waldTest } from './wald.ts';

/** Three units, two columns. */
const influence = { rows: 3, columns: 2, values: Float64Array.of(3, 0, -1, 2, -2, -2) };
const clusters = { of: Int32Array.of(0, 1, 0), labels: ['x', 'y'] };

describe('clusterSums', () => {
  it('adds up the units of a cluster, and divides by units still', () => {
    const sums = clusterSums(influence, clusters);

    expect([...sums.values]).toEqual([1, -2, -1, 2]);
    expect(sums).toMatchObject({ clusters: 2, columns: 2, units: 3 });
  });

  it('makes every unit its own cluster without any', () => {
    expect([...clusterSums(influence, null).values]).toEqual([...influence.values]);
  });
});

describe('covarianceOf', () => {
  it('is the sum of squares and products over the square of the units', () => {
    const covariance = covarianceOf(clusterSums(influence, null));

    expect([...covariance]).toEqual([14 / 9, 2 / 9, 2 / 9, 8 / 9]);
  });

  it('has the squares of standard errors on its diagonal', () => {
    const errors = standardErrors(clusterSums(influence, clusters));

    expect([...errors]).toEqual([Math.sqrt(2) / 3, Math.sqrt(8) / 3]);
  });
});

describe('waldTest', () => {
  it('is a square over a variance for a single effect', () => {
    const test = waldTest(Float64Array.of(1.959963984540054), Float64Array.of(1));

    expect(test?.W).toBeCloseTo(3.841458820694124, 12);
    expect(test).toMatchObject({ df: 1, p: expect.closeTo(0.05, 12) as unknown });
  });

  it('takes correlation into account', () => {
    // [1 2] times the inverse of [[2 1] [1 2]], [[2 -1] [-1 2]] / 3.
    const test = waldTest(Float64Array.of(1, 2), Float64Array.of(2, 1, 1, 2));

    expect(test?.W).toBeCloseTo(2, 12);
  });

  it('has no answer for effects that depend on each other, or none', () => {
    expect(waldTest(Float64Array.of(1, 2), Float64Array.of(1, 2, 2, 4))).toBeNull();
    expect(waldTest(Float64Array.of(), Float64Array.of())).toBeNull();
  });
});

describe('supTCritical', () => {
  const sampling = { draws: 40_000, seed: 5 };

  it('is the normal quantile for a single effect', () => {
    expect(supTCritical(Float64Array.of(9), 1, sampling)).toBeCloseTo(1.96, 1);
  });

  it('is no larger for effects that are one and the same', () => {
    const same = Float64Array.of(4, 4, 4, 4);

    expect(supTCritical(same, 2, sampling)).toBeCloseTo(1.96, 1);
  });

  it('is the quantile of the larger of two for independent effects', () => {
    // P(|Z| < c)² = 0.95 at c = 2.2365.
    const apart = Float64Array.of(1, 0, 0, 25);

    expect(Math.abs(supTCritical(apart, 2, sampling) - 2.2365)).toBeLessThan(0.03);
  });

  it('leaves out what does not vary', () => {
    const covariance = Float64Array.of(1, 0, 0, 0);

    expect(supTCritical(covariance, 2, sampling)).toBe(
      supTCritical(Float64Array.of(1), 1, sampling),
    );
    expect(supTCritical(Float64Array.of(0), 1, sampling)).toBeNaN();
  });

  it('comes out the same for the same seed', () => {
    const covariance = Float64Array.of(1, 0.5, 0.5, 1);
    const critical = (seed: number) => supTCritical(covariance, 2, { draws: 1_000, seed });

    expect(critical(1)).toBe(critical(1));
    expect(critical(1)).not.toBe(critical(2));
  });
});

describe('multiplierBootstrap', () => {
  const sums = clusterSums(
    {
      rows: 200,
      columns: 1,
      values: Float64Array.from({ length: 200 }, (_, unit) => Math.sin(unit)),
    },
    null,
  );
  const momentsOf = (multiplier: Multiplier) => {
    // One unit of influence 1: the draws are the multipliers themselves.
    const one = { values: Float64Array.of(1), clusters: 1, columns: 1, units: 1 };
    const { draws } = multiplierBootstrap(one, { multiplier, draws: 40_000, seed: 3 });
    const moment = (power: number) =>
      draws.reduce((sum, value) => sum + value ** power, 0) / draws.length;
    return [moment(1), moment(2), moment(3), moment(4)];
  };

  it.each<[Multiplier, number, number]>([
    ['rademacher', 0, 1],
    ['mammen', 1, 2],
    ['gaussian', 0, 3],
  ])('draws %s multipliers with the moments that they should have', (multiplier, third, fourth) => {
    const moments = momentsOf(multiplier);

    expect(Math.abs(moments[0])).toBeLessThan(0.02);
    expect(Math.abs(moments[1] - 1)).toBeLessThan(0.03);
    expect(Math.abs(moments[2] - third)).toBeLessThan(0.08);
    expect(Math.abs(moments[3] - fourth)).toBeLessThan(0.15);
  });

  it('spreads as the analytic error says', () => {
    const { standardErrors: spread, critical } = multiplierBootstrap(sums, {
      multiplier: 'gaussian',
      draws: 20_000,
      seed: 8,
    });

    expect(spread[0] / standardErrors(sums)[0]).toBeCloseTo(1, 1);
    expect(critical).toBeCloseTo(1.96, 1);
  });

  it('comes out the same for the same seed', () => {
    const drawn = (seed: number) =>
      multiplierBootstrap(sums, { multiplier: 'mammen', draws: 50, seed }).draws;

    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });
});

describe('quantileOf', () => {
  it('interpolates between neighbours', () => {
    const sorted = Float64Array.of(1, 2, 4, 8);

    expect([0, 0.25, 0.5, 1].map((p) => quantileOf(sorted, p))).toEqual([1, 1.75, 3, 8]);
  });
});
