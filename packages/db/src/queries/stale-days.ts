import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { jsonRows, textArray } from './json-rows.ts';

/** Notes that facts of these days changed. */
export async function markStaleDays(
  tx: Transaction,
  organizationId: number,
  days: Iterable<Day>,
): Promise<void> {
  await tx.execute(sql`
    insert into stale_days (organization_id, day)
    select ${organizationId}::bigint, day::date from unnest(${textArray(days)}) as day order by day`);
}

/** A stretch of days of one person, `[from, to)`; `to` is null where it does not end. */
export type PersonSpan = {
  readonly personId: number;
  readonly from: Day;
  readonly to: Day | null;
};

/** The days within the spans on which a figure counts something of the person. */
export async function findDaysCounting(
  tx: Transaction,
  organizationId: number,
  spans: readonly PersonSpan[],
): Promise<Day[]> {
  if (spans.length === 0) return [];
  const org = sql`organization_id = ${organizationId}::bigint`;
  const rows = await rowsOf<{ day: Day }>(
    tx,
    sql`
    with span as (
      select "personId" as person_id, "from" as first, coalesce("to", 'infinity') as last
      from jsonb_to_recordset(${jsonRows(spans)}) as s("personId" bigint, "from" date, "to" date)
    )
    select a.day::text as day from activity_days a join span s on s.person_id = a.person_id
    where a.${org} and a.day >= s.first and a.day < s.last
    union
    select d.day::date::text from pull_requests p join span s on s.person_id = p.responsible_id
    cross join lateral (values (p.opened_at), (p.merged_at), (p.closed_at)) as at(instant)
    cross join lateral (select (at.instant at time zone 'UTC')::date as day) d
    where p.${org} and d.day >= s.first and d.day < s.last
    union
    select u.day::text from copilot_user_days u join span s on s.person_id = u.person_id
    where u.${org} and u.day >= s.first and u.day < s.last
    union
    select c.day::text from copilot_seats c join span s on s.person_id = c.person_id
    where c.${org} and c.day >= s.first and c.day < s.last`,
  );
  return rows.map(({ day }) => day);
}

/** Whether any day of the organisation waits to be computed again. */
export async function hasStaleDays(tx: Transaction): Promise<boolean> {
  const [row] = await rowsOf<{ exists: boolean }>(
    tx,
    sql`select exists (select from stale_days) as exists`,
  );
  return row?.exists === true;
}
