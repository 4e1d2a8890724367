import type { Grain, Series, SeriesPoint, Unit } from '../api/series.ts';
import { bucket, spokenBucket } from '../format/dates.ts';
import { figure } from '../format/measured.ts';
import { count, share } from '../format/numbers.ts';
import { stateNames } from '../words/states.ts';
import type { ChartReading, ChartTable, ReadingSeries } from './chart-types.ts';
import { stateOf } from './plot.ts';

/** What is counted in `n`, for one and for many. */
export type Counted = { readonly one: string; readonly many: string };

/** Pull requests, as they are counted. */
export const PULL_REQUESTS: Counted = { one: 'pull request', many: 'pull requests' };
/** Developers, as they are counted. */
export const DEVELOPERS: Counted = { one: 'developer', many: 'developers' };

/** What the readings of a line need. */
export type ReadingOptions = {
  readonly unit: Unit;
  readonly grain: Grain;
  readonly label: string;
  /** What a value is, such as `p50`; nothing where the title says it. */
  readonly statistic: string;
  readonly counted: Counted;
  readonly points: readonly SeriesPoint[];
  readonly adoption?: readonly SeriesPoint[];
};

/** The readings of a line, point by point. */
export function readingsOf(options: ReadingOptions): ReadingSeries {
  return {
    label: options.label,
    readings: options.points.map((point, index) => readingOf(point, index, options)),
  };
}

function readingOf(point: SeriesPoint, index: number, options: ReadingOptions): ChartReading {
  const { grain, unit, statistic, counted, adoption } = options;
  const title = bucket(grain, new Date(point.from), new Date(point.to));
  const spokenTitle = spokenBucket(grain, new Date(point.from));
  if (point.value === null) {
    const why = point.reason ?? stateNames[stateOf(point)];
    return { title, lines: [why], spoken: `${spokenTitle}: no figure, ${why}` };
  }
  const { value, interval } = figure(unit, point.value, point.interval);
  const n = point.sampleSize === null ? null : numbered(point.sampleSize, counted);
  const use = adoption?.[index]?.value ?? null;
  const using = use === null ? null : `${share(use)} use AI tools`;
  const open = point.provisional ? 'may still change' : null;
  const head = [statistic, value, interval]
    .filter((part) => part !== null && part !== '')
    .join(' ');
  const lines = [head, n === null ? null : `n = ${n}`, using, open];
  const spokenInterval = point.interval === null ? null : spokenBounds(interval);
  const spoken = [`${spokenTitle}: ${value}`, spokenInterval, n, using, open];
  return { title, lines: lines.filter((line) => line !== null), spoken: joined(spoken) };
}

function spokenBounds(interval: string | null): string | null {
  if (interval === null) return null;
  return `95% interval ${interval.replace(/[[\]]/g, '').replace(', ', ' to ')}`;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}

/** A number of things, in words. */
export function numbered(number: number, { one, many }: Counted): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** The figures of a line as a table: value, bounds, n and state, as the chart shows them. */
export function tableOf({ grain, unit, label, counted, points }: ReadingOptions): ChartTable {
  return {
    caption: label,
    columns: [capitalGrain(grain), 'Value', 'Low', 'High', `n, ${counted.many}`, 'State'],
    rows: points.map((point) => ({
      head: bucket(grain, new Date(point.from), new Date(point.to)),
      cells: cellsOf(point, unit),
    })),
  };
}

function cellsOf(point: SeriesPoint, unit: Unit): readonly string[] {
  const { value, interval, sampleSize } = point;
  const tell = (one: number | null | undefined) =>
    one === null || one === undefined ? 'none' : figure(unit, one, null).value;
  const n = sampleSize === null ? 'hidden' : count(sampleSize);
  return [tell(value), tell(interval?.[0]), tell(interval?.[1]), n, stateNames[stateOf(point)]];
}

function capitalGrain(grain: Grain): string {
  return { day: 'Day', week: 'Week', month: 'Month' }[grain];
}

/** Why a series has no headline figure. */
export function noFigureWords({ series, grain }: Pick<Series, 'series' | 'grain'>): string {
  const points = series[0]?.points ?? [];
  const states = new Set(points.map(stateOf));
  if (states.has('provisional')) return `Only the running ${grain} was measured; it may change.`;
  if (states.has('suppressed')) return 'Hidden: too few people.';
  const some = points.some(({ sampleSize }) => (sampleSize ?? 0) > 0);
  const longer = { day: ' Try weeks.', week: ' Try months.', month: '' }[grain];
  return some ? `Too little in every ${grain} to measure.${longer}` : 'Nothing in this period.';
}

/** The last point whose value stands, or null. */
export function settledPoint(series: Pick<Series, 'series'>): SeriesPoint | null {
  const points = series.series[0]?.points ?? [];
  return points.findLast((point) => stateOf(point) === 'measured') ?? null;
}
