import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';

import { useOrg, useScope } from '../address/org-scope.ts';
import { healthQuery, lastEventOf, type Health } from '../api/health.ts';
import type { DayWindow } from '../address/scope.ts';
import { daysBetween } from '../format/dates.ts';
import { staleWords } from '../words/states.ts';

/** After so many days without any event, figures are old rather than low. */
export const STALE_DAYS = 7;

/** Since when nothing was heard, and how many days that is. */
export type Staleness = { readonly since: Date; readonly days: number };

/** How old the last event is, where a period goes on without any; null while it is fresh. */
export function stalenessOf(
  health: Pick<Health, 'repositories'>,
  { to }: Pick<DayWindow, 'to'>,
  now: Date,
): Staleness | null {
  const since = lastEventOf(health);
  if (since === null) return null;
  const days = daysBetween(since, now);
  const isBeyond = daysBetween(since, new Date(to)) >= STALE_DAYS;
  return days >= STALE_DAYS && isBeyond ? { since, days } : null;
}

/** The same of the view that is looked at. */
export function useStaleness(): Staleness | null {
  const { data } = useQuery(healthQuery(useOrg()));
  const scope = useScope();
  return data === undefined ? null : stalenessOf(data, scope, new Date());
}

/** Says so, and leads to why. */
export function StaleChip({ stale }: { readonly stale: Staleness }) {
  return (
    <span className="key key-stale">
      <span className="chip chip-warn">
        <TriangleAlert aria-hidden="true" />
        {staleWords(stale)}
      </span>
      <Link to="/o/$org/health" params={{ org: useOrg() }}>
        See why
      </Link>
    </span>
  );
}
