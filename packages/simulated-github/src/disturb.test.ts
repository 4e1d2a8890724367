import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';

import { disturbed } from './disturb.ts';

const hundred = Array.from({ length: 100 }, (_, index) => index);

function drawn(repeatShare: number, shuffleWindow: number): readonly number[] {
  return [...disturbed(hundred, { repeatShare, shuffleWindow, rng: xoroshiro128plus(7) })];
}

describe('disturbed', () => {
  it('leaves a stream alone when nothing is asked of it', () => {
    expect(drawn(0, 1)).toStrictEqual(hundred);
  });

  it('shuffles, and lets no item leave its block', () => {
    const order = drawn(0, 10);

    expect(order).not.toStrictEqual(hundred);
    expect(order.toSorted((a, b) => a - b)).toStrictEqual(hundred);
    expect(order.every((item, place) => Math.floor(item / 10) === Math.floor(place / 10))).toBe(
      true,
    );
  });

  it('repeats about the share asked for, and everything at a share of one', () => {
    expect(drawn(1, 4)).toHaveLength(200);
    expect(drawn(0.3, 4).length).toBeGreaterThan(115);
    expect(drawn(0.3, 4).length).toBeLessThan(145);
    expect(new Set(drawn(0.3, 4)).size).toBe(100);
  });

  it('draws the same again from the same seed', () => {
    expect(drawn(0.3, 10)).toStrictEqual(drawn(0.3, 10));
  });

  it.each([
    [0, 0],
    [0, 1.5],
    [-0.1, 1],
    [1.1, 1],
    [Number.NaN, 1],
  ])('refuses a share of %d with a window of %d', (share, window) => {
    expect(() => drawn(share, window)).toThrow(RangeError);
  });
});
