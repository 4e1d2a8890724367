import type { HorizonRow, Interval } from '../comparison.ts';
import { criticalValue, pooledEffect, sidesOfPool } from './interval.ts';
import { levelsOfCells, poolPanel } from './pool-panel.ts';
import { measureCells } from './week-cells.ts';
import { weekPanel, type PanelSource } from './week-panel.ts';
import { hoursText, pointsText, shareText } from './words.ts';

/** Horizons, in hours, that a share of pull requests is merged within. */
const SHARE_HOURS = {
  merged_within_24h: 24,
  merged_within_72h: 72,
  merged_within_168h: 168,
} as const;

/** What is compared of a pull request, by the logarithm of its seconds within the horizon. */
type Horizon = Pick<HorizonRow, 'measure' | 'unit'> & {
  readonly value: (logSeconds: number) => number;
};

const horizons: readonly Horizon[] = [
  ...(['merged_within_24h', 'merged_within_72h', 'merged_within_168h'] as const).map(
    (measure): Horizon => {
      const limit = Math.log(SHARE_HOURS[measure] * 3600) + 1e-12;
      return { measure, unit: 'share', value: (own) => (own <= limit ? 1 : 0) };
    },
  ),
  { measure: 'restricted_mean', unit: 'seconds', value: (own) => Math.exp(own) },
];

/**
 * What adoption did to the share of pull requests merged within a day, three days and a week, and to
 * the mean time within 28 days, in which one that is not merged counts as 28 days. Every pull request
 * here has been followed for as long, so that nothing is censored and plain differences against the
 * controls hold (a restricted mean is the area under the survival curve). On the scale of differences:
 * without the tool both sides would have changed by as many points, or seconds.
 */
export function horizonRows(source: PanelSource): HorizonRow[] {
  return horizons.flatMap(({ measure, unit, value }) => {
    const cells = measureCells(source.frame, 'cycle_time', { adjust: value });
    const pooled = poolPanel(weekPanel(source, cells), { scale: 'difference' });
    if (pooled === null || !Number.isFinite(pooled.values[0])) return [];
    const sides = sidesOfPool(pooled);
    const [change] = pooled.values;
    const { error } = pooledEffect(pooled, sides);
    const reach = error === null ? NaN : criticalValue(sides) * error;
    const interval: Interval | null = Number.isFinite(reach)
      ? [change - reach, change + reach]
      : null;
    const row = { measure, unit, ...levelsOfCells(pooled, 'difference'), change, interval };
    return [{ ...row, words: wordsOf(row) }];
  });
}

function wordsOf({ after, expected, interval, measure, change }: Omit<HorizonRow, 'words'>) {
  if (measure === 'restricted_mean') {
    const bounds =
      interval === null
        ? 'no interval can be given'
        : `95 % interval ${hoursText(interval[0])} to ${hoursText(interval[1])}`;
    return (
      `Pull requests took ${hoursText(after)} on average, 28 days at most, instead of ${hoursText(expected)} ` +
      `without the tool (${hoursText(change)} of difference, ${bounds}).`
    );
  }
  const bounds =
    interval === null
      ? 'no interval can be given'
      : `95 % interval ${pointsText(interval[0])} to ${pointsText(interval[1])} points`;
  return (
    `Merged within ${SHARE_HOURS[measure]} hours: ${shareText(after)} instead of ${shareText(expected)} without the tool ` +
    `(${pointsText(change)} points, ${bounds}).`
  );
}
