import type { Day } from '@uplift/metrics';

import { dayNumberOf, dayOf, weekdayOf } from '../calendar/days.ts';
import type { ControlledDeveloper } from './controlled-input.ts';

/** Beyond so many days starts are counted by month. */
const MOST_DAYS_BY_WEEK = 182;

/** When a population started with a tool; counts of fewer than the minimum group are not told. */
export type AdoptionStarts = {
  /** First and last known start; null where fewer than the minimum group are known. */
  readonly first: Day | null;
  readonly last: Day | null;
  readonly grain: 'week' | 'month';
  /** From the first to the last, without a gap; `developers` is null where it is hidden. */
  readonly buckets: readonly { readonly from: Day; readonly developers: number | null }[];
};

/**
 * Counts starts by week (Monday) or, over more than half a year, by month. A count below the minimum
 * group is hidden, and with it as many of the smallest others as it takes for the hidden ones together
 * not to fall below it: sums told elsewhere must not give it away.
 */
export function adoptionStarts(
  developers: readonly ControlledDeveloper[],
  minimumGroup: number,
): AdoptionStarts {
  const days = developers
    .flatMap(({ adoptedOn, status }) =>
      status === 'known' && adoptedOn !== null ? [adoptedOn] : [],
    )
    .toSorted();
  const [first, last] = [days[0], days.at(-1)];
  const isFew = days.length < Math.max(1, minimumGroup);
  if (first === undefined || last === undefined || isFew) {
    return { first: null, last: null, grain: 'week', buckets: [] };
  }
  const isLong = dayNumberOf(last) - dayNumberOf(first) > MOST_DAYS_BY_WEEK;
  const [grain, startOf] = isLong ? (['month', monthOf] as const) : (['week', mondayOf] as const);
  const counts = new Map<Day, number>();
  for (let day = dayNumberOf(first); day <= dayNumberOf(last); day += 1) {
    counts.set(startOf(dayOf(day)), 0);
  }
  for (const day of days) counts.set(startOf(day), (counts.get(startOf(day)) ?? 0) + 1);
  return { first, last, grain, buckets: hidingFew(counts, minimumGroup) };
}

function hidingFew(counts: ReadonlyMap<Day, number>, minimumGroup: number) {
  const hidden = new Set<Day>();
  let sum = 0;
  const bySize = [...counts].filter(([, count]) => count > 0).toSorted(([, a], [, b]) => a - b);
  for (const [from, count] of bySize) {
    if (count >= minimumGroup && (sum === 0 || sum >= minimumGroup)) break;
    hidden.add(from);
    sum += count;
  }
  return Array.from(counts, ([from, count]) => ({
    from,
    developers: hidden.has(from) ? null : count,
  }));
}

function mondayOf(day: Day): Day {
  const number = dayNumberOf(day);
  return dayOf(number - weekdayOf(number));
}

function monthOf(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}
