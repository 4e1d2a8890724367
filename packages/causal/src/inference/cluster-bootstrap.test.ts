import { describe, expect, it } from 'vitest';
import { bootstrapP, clusterBootstrap, percentileInterval } from './cluster-bootstrap.ts';

const oneTo = (n: number) => Float64Array.from({ length: n }, (_, index) => index + 1);

describe('clusterBootstrap', () => {
  it('draws as many clusters as there are, with replacement', () => {
    // given
    const sums: number[] = [];
    let repeated = 0;

    // when
    clusterBootstrap(
      (multiplicity) => {
        sums.push(multiplicity.reduce((a, b) => a + b, 0));
        repeated += multiplicity.some((times) => times > 1) ? 1 : 0;
        return 0;
      },
      { clusters: 7, draws: 50, seed: 1 },
    );

    // then
    expect(sums).toEqual(Array.from({ length: 50 }, () => 7));
    expect(repeated).toBeGreaterThan(40);
  });

  it('draws every cluster about equally often', () => {
    const times = [0, 0, 0, 0];

    clusterBootstrap(
      (multiplicity) => {
        for (const [index, count] of multiplicity.entries())
          times[index] = (times[index] ?? 0) + count;
        return 0;
      },
      { clusters: 4, draws: 2_000, seed: 3 },
    );

    for (const count of times) expect(Math.abs(count - 2_000)).toBeLessThan(4 * Math.sqrt(1_500));
  });

  it('leaves out draws without any event', () => {
    let call = 0;
    const sorted = clusterBootstrap(() => (call++ % 2 === 0 ? NaN : -call), {
      clusters: 2,
      draws: 40,
      seed: 1,
    });

    expect(sorted).toHaveLength(20);
    expect(sorted[0]).toBe(-40);
  });

  it('refuses draws too few for an interval', () => {
    expect(() => clusterBootstrap(() => 0, { clusters: 2, draws: 38, seed: 1 })).toThrow(
      RangeError,
    );
    expect(() => clusterBootstrap(() => 0, { clusters: 0, draws: 99, seed: 1 })).toThrow(
      RangeError,
    );
  });
});

describe('percentileInterval', () => {
  it('takes the 25th and the 975th of 999', () => {
    expect(percentileInterval(oneTo(999))).toEqual([25, 975]);
  });

  it('takes the extremes of 39', () => {
    expect(percentileInterval(oneTo(39))).toEqual([1, 39]);
  });

  it('is nothing where a bound is not finite', () => {
    expect(percentileInterval(Float64Array.of(-Infinity, 0, 1))).toBeNull();
  });
});

describe('bootstrapP', () => {
  it('doubles the smaller tail, the estimate counted in', () => {
    // 24 of 999 at or below zero: 2 · 25 / 1000
    expect(bootstrapP(oneTo(999).map((value) => value - 24))).toBe(0.05);
  });

  it('never passes one', () => {
    expect(bootstrapP(Float64Array.of(0, 0, 0))).toBe(1);
  });
});
