import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortDurations } from './durations.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { curveResampler } from './resampled-curve.ts';

const CLUSTERS = 4;

/** Few distinct times, so that ties of ends and cuts are common; every cluster has a duration. */
const drawn = fc.record({
  rows: fc.array(
    fc.record({
      time: fc.integer({ min: 1, max: 9 }),
      ended: fc.integer({ min: 0, max: 1 }),
      cluster: fc.integer({ min: 0, max: CLUSTERS - 1 }),
    }),
    { minLength: 1, maxLength: 30 },
  ),
  times: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: CLUSTERS, maxLength: CLUSTERS }),
  horizon: fc.integer({ min: 0, max: 12 }),
  p: fc.constantFrom(0.25, 0.5, 0.9),
});

describe('the curve of a resample', () => {
  it('is the curve of the durations written out as often as their cluster was drawn', () => {
    fc.assert(
      fc.property(drawn, ({ rows, times, horizon, p }) => {
        const copies = rows.flatMap((row) =>
          Array.from({ length: times[row.cluster] ?? 0 }, () => row),
        );
        fc.pre(copies.length > 0);
        const { quantile, area } = readOff(copies, p, horizon);

        // the resampler numbers clusters in order of their first duration
        const names = rows.map(({ cluster }) => `cluster ${cluster}`);
        const sorted = sortDurations(durationsOf(rows));
        const order = [...new Set(Array.from(sorted.order, (index) => rows[index]?.cluster ?? 0))];
        const resampler = curveResampler(sorted, names, { p, horizon });
        const figures = resampler.figures(Uint32Array.from(order, (own) => times[own] ?? 0));

        expect(resampler.clusters).toBe(order.length);
        expect(figures.quantile).toBe(quantile);
        expect(Math.abs(figures.area - area)).toBeLessThan(1e-9);
      }),
    );
  });
});

type Row = { readonly time: number; readonly ended: number };

function durationsOf(rows: readonly Row[]) {
  return {
    time: Float64Array.from(rows, ({ time }) => time),
    ended: Uint8Array.from(rows, ({ ended }) => ended),
  };
}

/** First time at or below the share, and the area under the steps, level after the last. */
function readOff(rows: readonly Row[], p: number, horizon: number) {
  const { survival, time } = kaplanMeier(durationsOf(rows));
  const reached = survival.findIndex((share) => share <= 1 - p + 1e-9);
  let area = 0;
  for (let day = 0; day < horizon; day += 1) {
    area += survival[time.findLastIndex((own) => own <= day)] ?? 1;
  }
  return { quantile: time[reached] ?? Infinity, area };
}
