import type { Series } from '../../api/series.ts';

/** Weeks that a week is held against, and how many of them are enough. */
const WEEKS_BEFORE = 12;
const FEWEST_WEEKS = 8;

/** A week of a series beside the lowest and the highest of the weeks before it. */
export type UsualRange = {
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  /** Weeks before that have a figure. */
  readonly weeks: number;
};

/**
 * Where the figures of the 12 weeks before a week lie.
 *
 * @param monday - of the week, a UTC day
 * @returns null where the week has no figure, or fewer than 8 of those before it
 */
export function usualRange(series: Series, monday: string): UsualRange | null {
  if (series.grain !== 'week') return null;
  const points = series.series[0]?.points ?? [];
  const place = points.findIndex(({ from }) => from.startsWith(monday));
  const value = points[place]?.value ?? null;
  const before = points
    .slice(Math.max(0, place - WEEKS_BEFORE), Math.max(0, place))
    .flatMap((point) => point.value ?? []);
  if (value === null || before.length < FEWEST_WEEKS) return null;
  return {
    value,
    lowest: Math.min(...before),
    highest: Math.max(...before),
    weeks: before.length,
  };
}
