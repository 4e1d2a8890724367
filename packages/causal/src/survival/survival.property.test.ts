import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance } from '../testing/distance.ts';
import { clusteredRestrictedMean } from './clustered-restricted-mean.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { restrictedMean, restrictedMeanOf } from './restricted-mean.ts';
import { shareWithin } from './share-within.ts';
import { survivalQuantile } from './survival-quantile.ts';

/** Few distinct times, so that ties of ends and cuts are common. */
const durations = fc
  .array(
    fc.record({
      time: fc.integer({ min: 1, max: 12 }),
      ended: fc.integer({ min: 0, max: 1 }),
      treated: fc.integer({ min: 0, max: 1 }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((rows) => ({
    time: Float64Array.from(rows, ({ time }) => time),
    ended: Uint8Array.from(rows, ({ ended }) => ended),
    treated: Uint8Array.from(rows, ({ treated }) => treated),
  }));

const lastTime = (time: Float64Array) => time.reduce((most, own) => Math.max(most, own), 0);

describe('a survival curve', () => {
  it('falls from step to step and stays a share', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const { survival } = kaplanMeier(sample);
        let before = 1;
        for (const share of survival) {
          expect(share).toBeLessThan(before);
          expect(share).toBeGreaterThanOrEqual(0);
          before = share;
        }
      }),
    );
  });

  it('does not depend on the order of the durations', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const turned = { time: sample.time.toReversed(), ended: sample.ended.toReversed() };
        expect(kaplanMeier(turned)).toEqual(kaplanMeier(sample));
      }),
    );
  });

  it('is the share that lasts longer where nothing is cut off', () => {
    fc.assert(
      fc.property(durations, ({ time }) => {
        const curve = kaplanMeier({ time, ended: new Uint8Array(time.length).fill(1) });
        const shares = Array.from(
          curve.time,
          (step) => time.filter((own) => own > step).length / time.length,
        );
        expect(distance(Array.from(curve.survival), shares)).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('the median and the restricted mean', () => {
  it('stretch with the unit of time', () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(60, 3_600), (sample, factor) => {
        const stretched = { ...sample, time: sample.time.map((time) => time * factor) };
        const horizon = lastTime(sample.time);
        const options = { scale: 'log-log' } as const;

        const before = survivalQuantile(kaplanMeier(sample), 0.5, options);
        const after = survivalQuantile(kaplanMeier(stretched), 0.5, options);
        const short = restrictedMeanOf(sample, horizon);
        const long = restrictedMeanOf(stretched, horizon * factor);

        const times = [before.time, before.lower, before.upper];
        expect(
          distance(
            [after.time, after.lower, after.upper],
            times.map((time) => (time === null ? null : time * factor)),
          ),
        ).toBeLessThan(1e-9);
        expect(long.mean / short.mean / factor).toBeCloseTo(1, 12);
        expect(Math.abs(long.variance - short.variance * factor ** 2)).toBeLessThan(
          1e-6 * factor ** 2,
        );
      }),
    );
  });

  it('make the mean of min(time, horizon) where nothing is cut off', () => {
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 12 }), ({ time }, wanted) => {
        const horizon = Math.min(wanted, lastTime(time));
        const { mean } = restrictedMeanOf(
          { time, ended: new Uint8Array(time.length).fill(1) },
          horizon,
        );

        const plain = time.reduce((sum, own) => sum + Math.min(own, horizon), 0) / time.length;
        expect(Math.abs(mean - plain)).toBeLessThan(1e-12 * (1 + plain));
      }),
    );
  });
});

describe('clusters', () => {
  it('change nothing where every duration is its own', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const horizon = lastTime(sample.time);
        const own = { ...sample, cluster: Array.from(sample.time.keys()) };

        const clustered = clusteredRestrictedMean(own, horizon);
        const plain = restrictedMean(kaplanMeier(sample), horizon);

        expect(
          distance([clustered.mean, clustered.variance], [plain.mean, plain.variance]),
        ).toBeLessThan(1e-9);
        const [share, alone] = [shareWithin(own, horizon), shareWithin(sample, horizon)];
        expect(distance([share.standardError], [alone.standardError])).toBeLessThan(1e-9);
      }),
    );
  });

  it('gain no precision from counting every duration twice', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const horizon = lastTime(sample.time);
        const names = Array.from(sample.time.keys());
        const twice = {
          time: Float64Array.from([...sample.time, ...sample.time]),
          ended: Uint8Array.from([...sample.ended, ...sample.ended]),
          cluster: [...names, ...names],
        };

        const once = restrictedMeanOf(sample, horizon);
        const doubled = clusteredRestrictedMean(twice, horizon);

        expect(distance([doubled.mean, doubled.variance], [once.mean, once.variance])).toBeLessThan(
          1e-9,
        );
      }),
    );
  });
});

describe('the log-rank test', () => {
  it('does not care which arm is called treated, nor for the scale of time', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const swapped = { ...sample, treated: sample.treated.map((arm) => 1 - arm) };
        const bent = { ...sample, time: sample.time.map((time) => time ** 3) };

        const { excess, chiSquare } = logRank(sample);

        expect(Math.abs(logRank(swapped).excess + excess)).toBeLessThan(1e-9);
        expect(logRank(bent).excess).toBe(excess);
        expect(logRank(bent).chiSquare).toEqual(chiSquare);
      }),
    );
  });

  it('gains nothing from counting every duration twice, once clusters are known', () => {
    fc.assert(
      fc.property(durations, (sample) => {
        const names = Array.from(sample.time.keys());
        const twice = {
          time: Float64Array.from([...sample.time, ...sample.time]),
          ended: Uint8Array.from([...sample.ended, ...sample.ended]),
          treated: Uint8Array.from([...sample.treated, ...sample.treated]),
        };
        const once = logRank(sample, { cluster: names }).chiSquare;
        const doubled = logRank(twice, { cluster: [...names, ...names] }).chiSquare;

        fc.pre(Number.isFinite(once));
        expect(Math.abs(doubled - once)).toBeLessThan(1e-6 * (1 + once));
      }),
    );
  });
});
