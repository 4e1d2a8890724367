import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { jsonRows } from './json-rows.ts';

/** A day on which a person opened, merged, reviewed or committed something in a repository. */
export type ActivityDay = {
  readonly day: Day;
  readonly personId: number;
  readonly repositoryId: number;
};

/**
 * Notes days of activity, each once.
 *
 * @returns the days on which something new was noted
 */
export async function recordActivity(
  tx: Transaction,
  organizationId: number,
  activity: readonly ActivityDay[],
): Promise<Day[]> {
  if (activity.length === 0) return [];
  const rows = await rowsOf<{ day: Day }>(
    tx,
    sql`
    insert into activity_days (organization_id, day, person_id, repository_id)
    select ${organizationId}::bigint, day, "personId", "repositoryId"
    from jsonb_to_recordset(${jsonRows(activity)}) as r(day date, "personId" bigint, "repositoryId" bigint)
    on conflict do nothing returning day::text as day`,
  );
  return [...new Set(rows.map(({ day }) => day))];
}
