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
  /** Whose points they are, where a chart has several lines. */
  readonly line?: string;
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
  const { grain, unit, statistic, counted, line, adoption } = options;
  const title = bucket(grain, new Date(point.from), new Date(point.to));
  const spokenTitle = [spokenBucket(grain, new Date(point.from)), line].filter(Boolean).join(', ');
  const use = adoption?.[index]?.value ?? null;
  const using = use === null ? null : `${share(use)} use AI tools`;
  if (point.value === null) {
    const lines = [...absentWords(point, counted), ...(using === null ? [] : [using])];
    return { title, lines, spoken: joined([`${spokenTitle}: no figure`, ...lines]) };
  }
  const { value, interval } = figure(unit, point.value, point.interval);
  const n = point.sampleSize === null ? null : numbered(point.sampleSize, counted);
  const open = point.provisional ? stateNames.provisional : null;
  const head = [statistic, value, interval]
    .filter((part) => part !== null && part !== '')
    .join(' ');
  const lines = [head, n === null ? null : `n = ${n}`, using, open];
  const spoken = [`${spokenTitle}: ${value}`, spokenBounds(point, unit), n, using, open];
  return { title, lines: lines.filter((part) => part !== null), spoken: joined(spoken) };
}

/** Why a point has no figure: its state, the reason where that says more, and its n. */
export function absentWords(point: SeriesPoint, counted: Counted): readonly string[] {
  const state = stateOf(point);
  const n = point.sampleSize === null ? null : numbered(point.sampleSize, counted);
  const words = [stateNames[state], state === 'running' ? null : point.reason, n];
  return [...new Set(words)].filter((part) => part !== null);
}

/** As the table has them. */
function spokenBounds({ interval }: SeriesPoint, unit: Unit): string {
  if (interval === null) return 'no interval';
  return `95% interval ${interval.map((bound) => figure(unit, bound, null).value).join(' to ')}`;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}

/** A number of things, in words. */
export function numbered(number: number, { one, many }: Counted): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** The figures of a line as a table: value, bounds, n and state, as the chart shows them. */
export function tableOf({ adoption, ...options }: ReadingOptions): ChartTable {
  const { grain, unit, label, counted, points } = options;
  const use = adoption === undefined ? [] : ['Use AI tools'];
  return {
    caption: label,
    columns: [capitalGrain(grain), 'Value', 'Low', 'High', `n, ${counted.many}`, ...use, 'State'],
    rows: points.map((point, index) => ({
      head: bucket(grain, new Date(point.from), new Date(point.to)),
      cells: [
        ...figuresOf(point, unit),
        ...use.map(() => told('share', adoption?.[index]?.value)),
        stateNames[stateOf(point)],
      ],
    })),
  };
}

function figuresOf({ value, interval, sampleSize }: SeriesPoint, unit: Unit): readonly string[] {
  const n = sampleSize === null ? 'hidden' : count(sampleSize);
  return [told(unit, value), told(unit, interval?.[0]), told(unit, interval?.[1]), n];
}

function told(unit: Unit, value: number | null | undefined): string {
  return value === null || value === undefined ? 'none' : figure(unit, value, null).value;
}

function capitalGrain(grain: Grain): string {
  return { day: 'Day', week: 'Week', month: 'Month' }[grain];
}

/** How many pull requests all its points are of, behind what they are; nothing while unknown. */
export function countWords(series: Pick<Series, 'series'> | undefined): string {
  const sizes = (series?.series[0]?.points ?? []).map(({ sampleSize }) => sampleSize ?? 0);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  return n === 0 ? '' : ` · n = ${numbered(n, PULL_REQUESTS)}`;
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
