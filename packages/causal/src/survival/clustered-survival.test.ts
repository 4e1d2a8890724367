import { describe, expect, it } from 'vitest';
import { normalSource } from '../inference/random.ts';
import { clusteredQuantile } from './clustered-quantile.ts';
import { clusteredRestrictedMean } from './clustered-restricted-mean.ts';
import { clusteredSurvival } from './clustered-survival.ts';

describe('clusteredSurvival', () => {
  it('draws the sample itself where there is one cluster, cut durations counted out', () => {
    // a fifth ends at 1, half of the two left at 3: the area up to 3 is 1 + 0.8 · 2
    const { quantile, mean } = clusteredSurvival(
      {
        time: Float64Array.of(1, 2, 2, 3, 4),
        ended: Uint8Array.of(1, 0, 0, 1, 1),
        cluster: Array.from({ length: 5 }, () => 'one'),
      },
      { p: 0.5, horizon: 3, draws: 39, seed: 1 },
    );

    expect(quantile).toEqual({ time: 3, lower: 3, upper: 3 });
    expect(mean.mean).toBeCloseTo(2.6, 12);
    expect(mean.interval[0]).toBeCloseTo(2.6, 12);
    expect(mean.interval[1]).toBeCloseTo(2.6, 12);
    expect(mean.variance).toBeCloseTo(0, 12);
  });

  const people = 150;
  const each = 8;
  const sample = sampleOf(people, each);
  const options = { p: 0.5, horizon: 20, draws: 999, seed: 4 };

  it('varies as the variance by formula says', () => {
    const { mean } = clusteredSurvival(sample, options);
    const linear = clusteredRestrictedMean(sample, options.horizon);

    expect(mean.mean).toBeCloseTo(linear.mean, 12);
    // 999 draws know a variance to one part in twenty
    expect(mean.variance / linear.variance).toBeGreaterThan(0.85);
    expect(mean.variance / linear.variance).toBeLessThan(1.15);
    const reach = 1.96 * Math.sqrt(linear.variance);
    expect(mean.interval[0] / (linear.mean - reach)).toBeCloseTo(1, 1);
    expect(mean.interval[1] / (linear.mean + reach)).toBeCloseTo(1, 1);
  });

  it('varies more than if the durations of one person were independent', () => {
    const independent = { ...sample, cluster: Array.from(sample.time.keys()) };

    const clustered = clusteredSurvival(sample, options).mean.variance;
    const plain = clusteredSurvival(independent, options).mean.variance;

    expect(clustered).toBeGreaterThan(2 * plain);
  });

  it('has the quantile of the draws for the quantile alone, and the same for the same seed', () => {
    const { quantile } = clusteredSurvival(sample, options);

    expect(quantile).toEqual(clusteredQuantile(sample, options));
    expect(quantile).toEqual(clusteredSurvival(sample, options).quantile);
  });

  it('has no upper bound for a quantile that many draws do not reach', () => {
    // half of the people never end within the data
    const cut = {
      time: Float64Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 + index : 50)),
      ended: Uint8Array.from({ length: 40 }, (_, index) => 1 - (index % 2)),
      cluster: Array.from({ length: 40 }, (_, index) => index),
    };

    const { quantile, mean } = clusteredSurvival(cut, { ...options, horizon: 50 });

    expect(quantile.lower).not.toBeNull();
    expect(quantile.upper).toBeNull();
    expect(mean.interval[1]).toBeLessThan(50);
  });

  it('refuses a horizon beyond the data, and a share that is none', () => {
    expect(() => clusteredSurvival(sample, { ...options, horizon: 1e9 })).toThrow(RangeError);
    expect(() => clusteredSurvival(sample, { ...options, p: 1 })).toThrow(RangeError);
    expect(() => clusteredSurvival(sample, { ...options, draws: 38 })).toThrow(RangeError);
  });
});

/** Durations around what each person takes, a fifth of them cut off, none after 40. */
function sampleOf(people: number, each: number) {
  const normal = normalSource(11);
  const own = Array.from({ length: people }, () => 8 * Math.exp(0.7 * normal()));
  const size = people * each;
  return {
    time: Float64Array.from({ length: size }, (_, index) =>
      Math.min(40, Math.ceil((own[Math.floor(index / each)] ?? 0) * Math.exp(0.3 * normal()))),
    ),
    ended: Uint8Array.from({ length: size }, (_, index) => (index % 5 === 0 ? 0 : 1)),
    cluster: Array.from({ length: size }, (_, index) => Math.floor(index / each)),
  };
}
