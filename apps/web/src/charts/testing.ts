import type { SeriesPoint } from '../api/series.ts';

const WEEK = 7 * 86_400_000;
const FIRST = Date.UTC(2026, 5, 1);

/** A week of a series for tests: measured, unless told otherwise. */
export function week(index: number, changes: Partial<SeriesPoint> = {}): SeriesPoint {
  const value = 90_000 + index * 3600;
  return {
    from: new Date(FIRST + index * WEEK).toISOString(),
    to: new Date(FIRST + (index + 1) * WEEK).toISOString(),
    status: 'measured',
    value,
    p75: value * 2,
    p90: value * 3,
    mean: value * 1.2,
    interval: [value - 7200, value + 7200],
    sampleSize: 187,
    provisional: false,
    reason: null,
    ...changes,
  };
}

/** A week without a value, and why. */
export function emptyWeek(index: number, status: 'insufficient_data' | 'suppressed'): SeriesPoint {
  const nothing = { value: null, p75: null, p90: null, mean: null, interval: null };
  const sampleSize = status === 'suppressed' ? null : 3;
  return week(index, { ...nothing, status, sampleSize, reason: 'too few' });
}
