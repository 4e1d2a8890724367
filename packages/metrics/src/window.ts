import { DAY_MILLISECONDS } from './days.ts';

/** A half-open UTC interval `[from, to)`. */
export type Window = { readonly from: Date; readonly to: Date };

export const grains = ['day', 'week', 'month'] as const;
export type Grain = (typeof grains)[number];

/** UTC midnight of the instant's day. */
export function startOfUtcDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MILLISECONDS) * DAY_MILLISECONDS);
}

/** UTC midnight of the Monday on or before the instant. */
export function startOfWeek(instant: Date): Date {
  const daysSinceMonday = (instant.getUTCDay() + 6) % 7;
  return new Date(startOfUtcDay(instant).getTime() - daysSinceMonday * DAY_MILLISECONDS);
}

/** UTC midnight of the first day of the instant's month. */
export function startOfMonth(instant: Date): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), 1));
}

/** The bucket of a grain that holds the instant: a UTC day, a week from Monday, a calendar month. */
export function bucketOf(grain: Grain, instant: Date): Window {
  const from = startOfBucket[grain](instant);
  return { from, to: startAfter[grain](from) };
}

/** The bucket that follows a bucket of the grain, without a gap. */
export function nextBucket(grain: Grain, bucket: Window): Window {
  return { from: bucket.to, to: startAfter[grain](bucket.to) };
}

/** Every bucket of the grain that overlaps the window, in order; none for an empty window. */
export function bucketsIn(grain: Grain, window: Window): readonly Window[] {
  const buckets: Window[] = [];
  let bucket = bucketOf(grain, window.from);
  while (bucket.from < window.to && window.from < window.to) {
    buckets.push(bucket);
    bucket = nextBucket(grain, bucket);
  }
  return buckets;
}

const startOfBucket: Readonly<Record<Grain, (instant: Date) => Date>> = {
  day: startOfUtcDay,
  week: startOfWeek,
  month: startOfMonth,
};

const startAfter: Readonly<Record<Grain, (start: Date) => Date>> = {
  day: (start) => new Date(start.getTime() + DAY_MILLISECONDS),
  week: (start) => new Date(start.getTime() + 7 * DAY_MILLISECONDS),
  month: (start) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)),
};
