import type { QueryClient } from '@tanstack/react-query';

import type { Scope } from '../../address/scope.ts';
import { distributionQuery } from '../../api/distribution.ts';
import { openPullRequestsQuery } from '../../api/pull-requests.ts';
import { seriesQuery } from '../../api/series.ts';
import { dayAfter } from './open-ages.ts';

/** The measure of each stage. */
export const stageMeasures = {
  coding: 'coding_time',
  pickup: 'pickup_time',
  review: 'review_time',
  merge: 'merge_time',
} as const;

/** What is open now, whatever the period. */
export function openNowQuery(scope: Scope) {
  return openPullRequestsQuery({ ...scope, to: dayAfter(new Date()) });
}

/** Asks for everything that the page shows, at once, while its code is on its way. */
export function prefetchCycleTime(queries: QueryClient, scope: Scope): void {
  for (const measure of ['cycle_time', 'review_turnaround', 'ai_review_turnaround']) {
    void queries.prefetchQuery(seriesQuery(scope, measure));
  }
  for (const measure of ['cycle_time', ...Object.values(stageMeasures)]) {
    void queries.prefetchQuery(distributionQuery(scope, measure));
  }
  void queries.prefetchQuery(openNowQuery(scope));
}
