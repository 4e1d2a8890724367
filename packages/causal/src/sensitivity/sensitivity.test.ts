import { describe, expect, it } from 'vitest';
import { uniformSource } from '../inference/random.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { autocovariances } from './autocovariance.ts';
import { binnedEffects } from './binned-effects.ts';
import { detectableTrend, preTrendBins } from './pre-trend-bins.ts';
import {
  breakdownBound,
  LARGEST_BREAKDOWN,
  relativeMagnitudesInterval,
} from './relative-magnitudes.ts';

const identity = (size: number, variance: number) =>
  Float64Array.from({ length: size ** 2 }, (_, at) =>
    Math.floor(at / size) === at % size ? variance : 0,
  );

/** Developers of two cohorts and never adopters over weeks, with a trend of their own and noise. */
function simulated(seed: number, trend: number) {
  const uniform = uniformSource(seed);
  const rows = Array.from({ length: 90 }, (_, unit) => {
    const start = [0, 17, 21][unit % 3];
    const level = 4 + 4 * uniform();
    return Array.from({ length: 28 }, (__, index) => ({
      unit: String(unit),
      period: index + 1,
      outcome: level + 3 * uniform() + (start > 0 ? trend * index : 0),
      firstTreated: start === 0 ? ('never' as const) : start,
    }));
  });
  return buildPanel(rows.flat());
}

const binsOf = (seed: number, trend: number) => {
  // all adopters share the trend, so that only never adopters can show it
  const bins = binnedEffects(simulated(seed, trend), { scale: 'difference', control: 'never' });
  if (bins === null) throw new Error('no bins');
  return bins;
};

describe('relativeMagnitudesInterval', () => {
  it('adds the largest step before treatment, with its noise, to both ends', () => {
    // steps before: 1 (from −1 to 0). Effect 5 with error 1, step with error 1: 5 ± (1 + 1.96 √2)
    const study = {
      pre: Float64Array.of(-1),
      post: Float64Array.of(5),
      covariance: identity(2, 1),
    };

    const [low, high] = relativeMagnitudesInterval(study, 1);

    expect(low).toBeCloseTo(5 - 1 - 1.959963984540054 * Math.SQRT2, 9);
    expect(high).toBeCloseTo(5 + 1 + 1.959963984540054 * Math.SQRT2, 9);
  });

  it('lets deviations grow with each step after treatment', () => {
    // without noise: the mean of two effects may be off by (1 + 2) / 2 steps of 1
    const study = {
      pre: Float64Array.of(-1),
      post: Float64Array.of(5, 5),
      covariance: identity(3, 0),
    };

    expect(relativeMagnitudesInterval(study, 1)).toEqual([3.5, 6.5]);
    expect(relativeMagnitudesInterval(study, 1, { target: [1, 0] })).toEqual([4, 6]);
  });

  it('refuses a negative bound and a study without a side', () => {
    const study = { pre: Float64Array.of(1), post: Float64Array.of(1), covariance: identity(2, 1) };
    expect(() => relativeMagnitudesInterval(study, -1)).toThrow(RangeError);
    expect(() => breakdownBound({ ...study, pre: Float64Array.of() })).toThrow(RangeError);
  });
});

describe('breakdownBound', () => {
  it('is where the interval reaches zero', () => {
    const study = {
      pre: Float64Array.of(-1),
      post: Float64Array.of(3),
      covariance: identity(2, 0),
    };
    expect(breakdownBound(study)).toBeCloseTo(3, 6);
  });

  it('is nothing where the ordinary interval holds zero, and has an end', () => {
    const study = { pre: Float64Array.of(0), post: Float64Array.of(1), covariance: identity(2, 1) };
    expect(breakdownBound(study)).toBe(0);
    expect(breakdownBound({ ...study, covariance: identity(2, 0) })).toBe(LARGEST_BREAKDOWN);
  });
});

describe('preTrendBins', () => {
  it('is an F test of both bins', () => {
    // W = 2² + 1² = 5; F = 5 · 10 / (2 · 11), p = (1 + 2F / 10)^−5
    const study = {
      pre: Float64Array.of(2, 1),
      post: Float64Array.of(0),
      covariance: identity(3, 1),
      clusters: 12,
    };

    const test = preTrendBins(study);

    expect(test?.statistic).toBeCloseTo(50 / 22, 9);
    expect(test?.p).toBeCloseTo((1 + 5 / 11) ** -5, 9);
  });

  it('has no answer with fewer than five clusters a bin', () => {
    const study = {
      pre: Float64Array.of(2, 1),
      post: Float64Array.of(0),
      covariance: identity(3, 1),
    };
    expect(preTrendBins({ ...study, clusters: 9 })).toBeNull();
    expect(preTrendBins({ ...study, clusters: 10 })).not.toBeNull();
  });

  it('rejects parallel trends about one time in twenty', () => {
    const rejected = Array.from({ length: 400 }, (_, seed) => preTrendBins(binsOf(seed, 0))).filter(
      (test) => test !== null && test.p < 0.05,
    ).length;

    // 20 expected, standard deviation 4.4
    expect(rejected).toBeGreaterThan(7);
    expect(rejected).toBeLessThan(34);
  });

  it('finds a trend of the detectable slope four times in five', () => {
    const slopes = Array.from(
      { length: 60 },
      (_, seed) => detectableTrend(binsOf(seed, 0))?.slope ?? 0,
    );
    const slope = slopes.reduce((sum, own) => sum + own, 0) / slopes.length;

    // slopes are per bin of four weeks
    const found = Array.from({ length: 300 }, (_, seed) =>
      preTrendBins(binsOf(1_000 + seed, slope / 4)),
    ).filter((test) => test !== null && test.p < 0.05).length;

    // 240 expected, standard deviation 6.9
    expect(found).toBeGreaterThan(215);
    expect(found).toBeLessThan(265);
  });
});

describe('binnedEffects', () => {
  it('needs all bins before treatment', () => {
    const early = buildPanel(
      ['a', 'b'].flatMap((unit) =>
        Array.from({ length: 20 }, (_, index) => ({
          unit,
          period: index + 1,
          outcome: 1 + ((index * 7) % 5),
          firstTreated: unit === 'a' ? 12 : ('never' as const),
        })),
      ),
    );
    expect(binnedEffects(early, { scale: 'ratio' })).toBeNull();
  });

  it('stops at the last bin that was seen whole', () => {
    // the later cohort ends after two bins, the earlier after three
    expect(binsOf(1, 0).post).toHaveLength(3);
    const short = binnedEffects(simulated(1, 0), { scale: 'difference', postBins: 9 });
    expect(short?.post).toHaveLength(3);
  });
});

describe('autocovariances', () => {
  it('average products of deviations from the period mean', () => {
    // deviations ±1 in each period, of the same sign within a unit
    const panel = buildPanel(
      [
        { unit: 'a', level: 1 },
        { unit: 'b', level: 3 },
      ].flatMap(({ unit, level }) =>
        [1, 2, 3].map((period) => ({
          unit,
          period,
          outcome: level + period,
          firstTreated: 'never' as const,
        })),
      ),
    );

    expect(Array.from(autocovariances(panel, 3))).toEqual([1, 1, 1, 0]);
  });
});
