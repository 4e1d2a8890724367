import type { EventStudyPoint, Interval } from '../comparison.ts';
import { supTCritical } from '../inference/sup-t.ts';
import { criticalValue, percentEffect, type Sides } from './interval.ts';
import { levelsOfCells, type PooledPanel } from './pool-panel.ts';
import { percentOf } from './words.ts';

/** Full weeks since adoption that an event study shows, counted from 0: twelve before, half a year after. */
export const EVENT_RANGE = [-13, 25] as const;
const BAND_DRAWS = 5_000;

/** What an event study needs beside the estimate. */
export type EventWeekOptions = {
  readonly sides: Sides;
  readonly seed: number;
  /** Fewest adopters in a week of whom anything is shown. */
  readonly minimumGroup: number;
  /** A mean of the panel in the unit of levels: the exponential, where the panel has logarithms. */
  readonly toLevel: (mean: number) => number;
};

/**
 * The event study by ISO weeks since that of adoption, which is 0 and partly both, so that it is left
 * out: −1 is the last whole week before, 1 the first whole week after. The band holds all weeks at
 * once with 95 % (sup-t).
 */
export function eventWeeks(pooled: PooledPanel, options: EventWeekOptions): EventStudyPoint[] {
  const { sides, seed, minimumGroup, toLevel } = options;
  const size = pooled.values.length;
  const shown = pooled.events
    .map((event, index) => ({ ...event, column: index + 1 }))
    .filter(
      ({ developers, column }) =>
        developers >= Math.max(1, minimumGroup) && Number.isFinite(pooled.values[column]),
    );
  const covariance = Float64Array.from(
    { length: shown.length ** 2 },
    (_, at) =>
      pooled.covariance[
        shown[Math.floor(at / shown.length)].column * size + shown[at % shown.length].column
      ],
  );
  const uniform = supTCritical(covariance, shown.length, { draws: BAND_DRAWS, seed });
  const critical = Number.isFinite(criticalValue(sides)) ? criticalValue(sides) : uniform;
  return shown.map(({ e, developers, column, cells }): EventStudyPoint => {
    const logRatio = pooled.values[column];
    const effect = percentEffect(logRatio, pooled.covariance[column * size + column], sides);
    const reach = Math.max(critical, uniform) * (effect.error ?? NaN);
    const band: Interval = [percentOf(logRatio - reach), percentOf(logRatio + reach)];
    const { after, expected } = levelsOfCells({ cells }, pooled.scale);
    return {
      week: e + 1,
      percent: effect.percent,
      interval: effect.interval,
      band: band.every(Number.isFinite) ? band : null,
      n: developers,
      level: finiteOrNull(toLevel(after)),
      expected: finiteOrNull(toLevel(expected)),
    };
  });
}

function finiteOrNull(level: number): number | null {
  return Number.isFinite(level) ? level : null;
}
