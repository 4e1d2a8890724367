import { describe, expect, it } from 'vitest';
import { percentEffect, type Sides } from './interval.ts';

const sidesOf = (treatedClusters: number, controlClusters: number): Sides => ({
  isTreated: new Uint8Array(),
  isControl: new Uint8Array(),
  treated: 50,
  controls: 50,
  treatedClusters,
  controlClusters,
  clusters: treatedClusters + controlClusters,
});

describe('an effect in percent', () => {
  it.each([
    ['treated', sidesOf(5, 12)],
    ['control', sidesOf(12, 5)],
  ])('is as sure as its few %s clusters bear', (_, sides) => {
    const { error, interval, percent, statistic } = percentEffect(0.1, 0.01, sides);

    // √(0.01 · 5 / 4); Student's 97.5 % point with 4 degrees of freedom is 2.776445
    expect(percent).toBeCloseTo((Math.exp(0.1) - 1) * 100, 9);
    expect(error).toBeCloseTo(0.1118034, 6);
    expect(statistic).toBeCloseTo(0.8944272, 6);
    expect(interval?.[0]).toBeCloseTo((Math.exp(0.1 - 2.776445 * 0.1118034) - 1) * 100, 3);
    expect(interval?.[1]).toBeCloseTo((Math.exp(0.1 + 2.776445 * 0.1118034) - 1) * 100, 3);
  });

  it('has an interval without zero exactly where its p-value is below 5 %', () => {
    for (const logRatio of [0.3, 0.31, 0.3104, 0.3105, 0.32]) {
      const { interval, p } = percentEffect(logRatio, 0.01, sidesOf(5, 5));
      expect((interval?.[0] ?? 0) > 0).toBe((p ?? 1) < 0.05);
    }
  });

  it.each([
    ['one cluster on a side', 0.01, sidesOf(1, 9)],
    ['nothing that varies', 1e-19, sidesOf(9, 9)],
    ['no variance', NaN, sidesOf(9, 9)],
  ])('has no interval with %s', (_, variance, sides) => {
    expect(percentEffect(0.1, variance, sides)).toMatchObject({ interval: null, p: null });
  });
});
