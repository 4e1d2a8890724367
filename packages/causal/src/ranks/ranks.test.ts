import { describe, expect, it } from 'vitest';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { midranks } from './midranks.ts';
import { signedRank } from './signed-rank.ts';
import { welch } from './welch.ts';

describe('midranks', () => {
  it('shares the mean rank among ties', () => {
    expect(midranks([5, 1, 5, 9])).toEqual({ rank: Float64Array.of(2.5, 1, 2.5, 4), ties: [2] });
  });
});

describe('mannWhitney', () => {
  it('is exact for small samples: one order in twenty, counted from both ends', () => {
    // three of six: 20 orders, the most extreme one on either side
    const answer = mannWhitney([4, 5, 6], [1, 2, 3]);

    expect(answer).toEqual({
      u: 9,
      superiority: 1,
      cliffsDelta: 1,
      p: expect.closeTo(0.1, 12),
      method: 'exact',
    });
  });

  it('finds nothing where all are tied', () => {
    expect(mannWhitney([1, 1], [1, 1, 1])).toMatchObject({ superiority: 0.5, p: 1 });
  });

  it('refuses an empty sample', () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
  });
});

describe('hodgesLehmann', () => {
  it('is the middle of all differences', () => {
    // 10 − 1, 10 − 2, 20 − 1, 20 − 2: 8, 9, 18, 19
    expect(hodgesLehmann([10, 20], [1, 2])).toEqual({ estimate: 13.5, interval: [8, 19] });
  });

  it('refuses an empty sample and a level of one', () => {
    expect(() => hodgesLehmann([1], [])).toThrow(RangeError);
    expect(() => hodgesLehmann([1], [1], 1)).toThrow(RangeError);
  });
});

describe('signedRank', () => {
  it('corrects for ties', () => {
    // ranks 2, 2, 2, 4: V = 8 against 5, variance 4 · 5 · 9 / 24 − 24 / 48 = 7, half a step taken off
    const { v, p, method } = signedRank([1, 1, -1, 2]);

    expect([v, method]).toEqual([8, 'normal']);
    // z = 2.5 / √7 = 0.944911: Φ(−z) = 0.172352
    expect(p).toBeCloseTo(0.344704, 5);
  });

  it('refuses a sample without any change', () => {
    expect(() => signedRank([0, 0])).toThrow(RangeError);
  });
});

describe('welch', () => {
  it('divides by the errors of both samples', () => {
    // 4 ± 1 of two and 2, 3, 4: difference 1, √(2/2 + 1/3)
    const { difference, standardError, statistic } = welch([3, 5], [2, 3, 4]);

    expect(difference).toBe(1);
    expect(standardError).toBeCloseTo(Math.sqrt(4 / 3), 12);
    expect(statistic).toBeCloseTo(Math.sqrt(3 / 4), 12);
  });

  it('refuses one value, and samples that do not vary', () => {
    expect(() => welch([1], [1, 2])).toThrow(RangeError);
    expect(() => welch([1, 1], [2, 2])).toThrow(RangeError);
  });
});
