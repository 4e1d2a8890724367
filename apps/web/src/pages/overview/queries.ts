import type { QueryClient } from '@tanstack/react-query';

import { dayOf, type Scope } from '../../address/scope.ts';
import { changesQuery } from '../../api/changes.ts';
import { comparisonsQuery } from '../../api/comparisons.ts';
import { healthQuery } from '../../api/health.ts';
import { seriesQuery } from '../../api/series.ts';

/** What could have got worse while pull requests got faster, in the order of the page. */
export const guardMeasures = [
  'revert_rate',
  'pr_size',
  'review_cycles',
  'review_load',
  'abandoned_rate',
] as const;

const DAY = 86_400_000;
/** The days of the strip at the foot of the page. */
export const HEALTH_DAYS = 28;

/** The last days up to today, of everybody. */
export function lastDays(org: string, today: Date): Scope {
  const end = Math.floor(today.getTime() / DAY) * DAY + DAY;
  const from = dayOf(new Date(end - HEALTH_DAYS * DAY));
  return { org, grain: 'day', from, to: dayOf(new Date(end)) };
}

/** Asks for everything that the page shows, at once, while its code is on its way. */
export function prefetchOverview(queries: QueryClient, scope: Scope): void {
  const { org } = scope;
  const measures = ['cycle_time', 'adoption', 'throughput', ...guardMeasures];
  void queries.prefetchQuery(comparisonsQuery(org));
  void queries.prefetchQuery(changesQuery(org));
  void queries.prefetchQuery(healthQuery(org));
  void queries.prefetchQuery(seriesQuery(lastDays(org, new Date()), 'merged'));
  for (const measure of measures) void queries.prefetchQuery(seriesQuery(scope, measure));
}
