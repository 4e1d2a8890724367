import { describe, expect, it } from 'vitest';
import { createRandom } from '../../worlds/random.ts';
import { effectAfter, fadingShocks } from './rates.ts';

describe('fadingShocks', () => {
  it('has the spread that it is given and keeps what it is told to from week to week', () => {
    const shocks = fadingShocks(40_000, { spread: 0.3, persistence: 0.8 }, createRandom(1));

    const products = (lag: number) =>
      shocks.subarray(lag).reduce((sum, shock, week) => sum + shock * (shocks[week] ?? 0), 0) /
      shocks.length;
    expect(Math.sqrt(products(0))).toBeCloseTo(0.3, 1);
    expect(products(1) / products(0)).toBeCloseTo(0.8, 1);
  });
});

describe('effectAfter', () => {
  const planned = { timePercent: -50, countPercent: 100 } as const;

  it('does nothing before and in the week of adoption', () => {
    expect(effectAfter({ ...planned, profile: 'lasting' }, 0)).toStrictEqual({ time: 0, count: 0 });
    expect(effectAfter({ ...planned, profile: 'fading' }, -3)).toStrictEqual({ time: 0, count: 0 });
  });

  it('halves a novelty every four weeks, and learns as fast', () => {
    const fading = effectAfter({ ...planned, profile: 'fading' }, 5);
    const growing = effectAfter({ ...planned, profile: 'growing' }, 5);

    expect(fading.count).toBeCloseTo(Math.log(2) / 2, 12);
    expect(growing.time).toBeCloseTo(-Math.log(2) / 2, 12);
    expect(effectAfter({ ...planned, profile: 'fading' }, 1).count).toBeCloseTo(Math.log(2), 12);
    expect(effectAfter({ ...planned, profile: 'growing' }, 1).count).toBe(0);
  });
});
