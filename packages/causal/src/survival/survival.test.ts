import { describe, expect, it } from 'vitest';
import { clusteredQuantile } from './clustered-quantile.ts';
import { kaplanMeier, survivalAt } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { restrictedMeanOf } from './restricted-mean.ts';
import { shareWithin } from './share-within.ts';
import { survivalQuantile } from './survival-quantile.ts';

const all = (length: number) => new Uint8Array(length).fill(1);

describe('kaplanMeier', () => {
  it('counts a duration cut off at a time as at risk at that time', () => {
    // 2 ends and 2+ is cut: at 2 four of four are at risk, at 3 two are
    const curve = kaplanMeier({
      time: Float64Array.of(2, 2, 3, 4),
      ended: Uint8Array.of(1, 0, 1, 0),
    });

    expect(Array.from(curve.time)).toEqual([2, 3]);
    expect(Array.from(curve.atRisk)).toEqual([4, 2]);
    expect(Array.from(curve.survival)).toEqual([0.75, 0.375]);
  });

  it('starts at one and holds its last share', () => {
    const curve = kaplanMeier({ time: Float64Array.of(2, 5), ended: Uint8Array.of(1, 0) });

    expect(survivalAt(curve, 1.99)).toBe(1);
    expect(survivalAt(curve, 2)).toBe(0.5);
    expect(survivalAt(curve, 99)).toBe(0.5);
  });

  it('refuses what is no duration', () => {
    expect(() => kaplanMeier({ time: Float64Array.of(), ended: all(0) })).toThrow(RangeError);
    expect(() => kaplanMeier({ time: Float64Array.of(-1), ended: all(1) })).toThrow(RangeError);
    expect(() => kaplanMeier({ time: Float64Array.of(1), ended: all(2) })).toThrow(RangeError);
  });
});

describe('survivalQuantile', () => {
  it('takes the middle of a stretch that runs level at a half', () => {
    const curve = kaplanMeier({ time: Float64Array.of(1, 2, 6, 7), ended: all(4) });

    expect(survivalQuantile(curve, 0.5, { scale: 'log' }).time).toBe(4);
  });

  it('takes the middle up to the longest duration where the curve ends at a half', () => {
    const curve = kaplanMeier({ time: Float64Array.of(1, 9), ended: Uint8Array.of(1, 0) });

    expect(survivalQuantile(curve, 0.5, { scale: 'log' }).time).toBe(5);
  });

  it('has no answer where the curve never falls so far', () => {
    const curve = kaplanMeier({ time: Float64Array.of(1, 8, 9), ended: Uint8Array.of(1, 0, 0) });

    expect(survivalQuantile(curve, 0.5, { scale: 'plain' }).time).toBeNull();
  });
});

describe('restrictedMean', () => {
  it('is the area under the curve', () => {
    // 1 until 2, a half until 4, nothing after
    expect(restrictedMeanOf({ time: Float64Array.of(2, 4), ended: all(2) }, 3).mean).toBe(2.5);
  });

  it('refuses a horizon that the data do not reach', () => {
    const open = { time: Float64Array.of(2, 4), ended: Uint8Array.of(1, 0) };

    expect(() => restrictedMeanOf(open, 5)).toThrow(RangeError);
    expect(restrictedMeanOf({ ...open, ended: all(2) }, 5).mean).toBe(3);
  });
});

describe('shareWithin', () => {
  it('is the share that ended, with an interval inside of 0 and 1', () => {
    const { share, interval } = shareWithin(
      { time: Float64Array.of(1, 2, 30, 40), ended: all(4) },
      24,
    );

    expect(share).toBe(0.5);
    expect(interval?.[0]).toBeGreaterThan(0);
    expect(interval?.[0]).toBeLessThan(share);
    expect(interval?.[1]).toBeGreaterThan(share);
    expect(interval?.[1]).toBeLessThan(1);
  });

  it('has no interval where all or none ended', () => {
    const sample = { time: Float64Array.of(1, 2), ended: all(2) };

    expect(shareWithin(sample, 0.5)).toEqual({ share: 0, standardError: null, interval: null });
    expect(shareWithin(sample, 3)).toEqual({ share: 1, standardError: null, interval: null });
  });
});

describe('logRank', () => {
  it('counts ends beyond what equal rates would give', () => {
    // at 1: one of two ends, expected a half for the treated arm; at 2 the control is alone
    const { excess, chiSquare } = logRank({
      time: Float64Array.of(1, 2),
      ended: all(2),
      treated: Uint8Array.of(1, 0),
    });

    expect(excess).toBe(0.5);
    expect(chiSquare).toBe(1);
  });
});

describe('logRank with clusters', () => {
  const input = {
    time: Float64Array.of(1, 2),
    ended: all(2),
    treated: Uint8Array.of(1, 0),
  };

  it('squares the scores of clusters', () => {
    // treated: 1/2 at its end, less (1/2 − 1/4) for being at risk; control: 0, and 1/4 for its risk
    expect(logRank(input, { cluster: ['a', 'b'] }).chiSquare).toBeCloseTo(0.25 / 0.125, 12);
    expect(logRank(input, { cluster: ['a', 'a'] }).chiSquare).toBeCloseTo(1, 12);
  });

  it('refuses clusters for other durations', () => {
    expect(() => logRank(input, { cluster: ['a'] })).toThrow(RangeError);
  });
});

describe('clusteredQuantile', () => {
  it('draws the sample itself where there is one cluster, cut durations counted out', () => {
    // a fifth ends at 1, half of the two left at 3
    const answer = clusteredQuantile(
      {
        time: Float64Array.of(1, 2, 2, 3, 4),
        ended: Uint8Array.of(1, 0, 0, 1, 1),
        cluster: Array.from({ length: 5 }, () => 'one'),
      },
      { p: 0.5, draws: 39, seed: 1 },
    );

    expect(answer).toEqual({ time: 3, lower: 3, upper: 3 });
  });

  const people = 60;
  const sample = {
    time: Float64Array.from(
      { length: people * 5 },
      (_, index) => 1 + ((Math.floor(index / 5) * 7) % 31),
    ),
    ended: all(people * 5),
    cluster: Array.from({ length: people * 5 }, (_, index) => Math.floor(index / 5)),
  };
  const options = { p: 0.5, draws: 399, seed: 4 };

  it('is wider than if the durations of one person were independent', () => {
    const independent = { ...sample, cluster: Array.from(sample.time.keys()) };

    const clustered = clusteredQuantile(sample, options);
    const plain = clusteredQuantile(independent, options);

    expect(clustered.time).toBe(plain.time);
    const width = ({ lower, upper }: typeof plain) => (upper ?? NaN) - (lower ?? NaN);
    expect(width(clustered)).toBeGreaterThan(1.5 * width(plain));
  });

  it('answers alike for like seeds', () => {
    expect(clusteredQuantile(sample, options)).toEqual(clusteredQuantile(sample, options));
  });
});
