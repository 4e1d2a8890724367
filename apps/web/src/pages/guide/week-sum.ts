import type { Series, SeriesPoint } from '../../api/series.ts';
import { bucket } from '../../format/dates.ts';
import { figure } from '../../format/measured.ts';
import { count, rate } from '../../format/numbers.ts';
import type { Statistic } from '../../words/guide.ts';

/** The last bucket that stands, as it is computed from its counts; null where none was measured. */
export function bucketArithmetic(
  { series, unit, grain }: Series,
  point: SeriesPoint | null,
  statistic: Statistic,
): string | null {
  const value = point?.value ?? null;
  const n = point?.sampleSize ?? null;
  if (point === null || value === null || n === null || series.length === 0) return null;
  const when = bucket(grain, new Date(point.from), new Date(point.to));
  const shown = figure(unit, value, point.interval);
  const sure = shown.interval === null ? '' : `, 95% interval ${shown.interval}`;
  return `${when}: ${DERIVATIONS[statistic]({ value, n, shown: shown.value })}${sure}.`;
}

type Counted = { readonly value: number; readonly n: number; readonly shown: string };

const DERIVATIONS: Readonly<Record<Statistic, (counted: Counted) => string>> = {
  percentile: ({ n, shown }) => `the middle one of ${count(n)} is ${shown}`,
  share: ({ value, n, shown }) => `${count(Math.round(value * n))} of ${count(n)} = ${shown}`,
  rate: ({ value, n, shown }) =>
    value === 0 ? shown : `${count(n)} ÷ ${rate(n / value)} weeks of people = ${shown}`,
  count: ({ shown }) => `${shown} in all`,
};
