import { describe, expect, it } from 'vitest';

import { averageOf, shareOf } from './wilson.ts';

describe('shareOf', () => {
  it('gives the interval of Wilson', () => {
    // 10 of 200: centre (0.05 + 3.8415 / 400) / (1 + 3.8415 / 200) = 0.05848, half 0.03108
    const { share, interval } = shareOf(10, 200);

    expect(share).toBe(0.05);
    expect(interval?.[0]).toBeCloseTo(0.0274, 4);
    expect(interval?.[1]).toBeCloseTo(0.0896, 4);
  });

  it('has a width where nothing happened, and none of nothing', () => {
    expect(shareOf(0, 100).interval?.[0]).toBe(0);
    expect(shareOf(0, 100).interval?.[1]).toBeCloseTo(0.037, 3);
    expect(shareOf(0, 0)).toStrictEqual({ count: 0, of: 0, share: null, interval: null });
  });
});

describe('averageOf', () => {
  it('is the mean, 1.96 standard errors wide on either side', () => {
    // variance 10 of five values: the error is √2
    const { mean, interval } = averageOf([1, 3, 5, 7, 9]);

    expect(mean).toBe(5);
    expect(interval?.[1]).toBeCloseTo(5 + 1.96 * Math.sqrt(2), 3);
  });
});
