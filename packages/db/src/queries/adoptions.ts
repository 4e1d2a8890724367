import type { AdoptionEvidence, AdoptionStart } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';
import { jsonRows } from './json-rows.ts';

/** What is known of one person's use of AI tools. */
export type PersonEvidence = AdoptionEvidence & { readonly personId: number };

/** A person's start with a tool, by one source. */
export type PersonStart = AdoptionStart & { readonly personId: number };

/** The evidence of everybody of whom any source tells something. */
export function findAdoptionEvidence(tx: Transaction): Promise<PersonEvidence[]> {
  return rowsOf<PersonEvidence>(
    tx,
    sql`
    with alias as (
      select id as alias_id, coalesce(merged_into_id, id) as owner_id from people
    ), evidence as (
      select owner_id, 'granted' as kind, null as tool, (s.granted_at at time zone 'UTC')::date as day
      from copilot_seats s join alias on alias_id = s.person_id
      union select owner_id, 'seen', null, s.day
      from copilot_seats s join alias on alias_id = s.person_id
      union select owner_id, 'active', null, u.day
      from copilot_user_days u join alias on alias_id = u.person_id where u.active
      union select owner_id, 'import', i.tool, i.on_day
      from adoption_imports i join alias on alias_id = i.person_id
      union select owner_id, 'disclosed', mark ->> 'tool', min((e.at at time zone 'UTC')::date)
      from pull_request_events e join alias on alias_id = e.actor_id
      cross join jsonb_array_elements(e.data -> 'marks') as mark
      where e.kind = 'commit' and e.data -> 'marks' <> '[]'::jsonb
      group by 1, 2, 3
    )
    select e.owner_id as "personId",
      (select min(day)::text from copilot_user_days) as "firstReportDay",
      ${daysOf('granted')} as "seatGrantedOn", ${daysOf('seen')} as "seatSeenOn",
      ${daysOf('active')} as "activeDays",
      ${toolDaysOf('import')} as imports, ${toolDaysOf('disclosed')} as disclosed
    from evidence e
    join people p on p.id = e.owner_id and coalesce(p.kind_override, p.kind) = 'human'
    group by e.owner_id order by e.owner_id`,
  );
}

/**
 * Puts freshly dated starts in the place of all that are stored.
 *
 * @returns whether any of them differs from what was stored
 */
export async function replaceAdoptions(
  tx: Transaction,
  organizationId: number,
  starts: readonly PersonStart[],
): Promise<boolean> {
  const changed = await rowsOf<{ personId: number }>(
    tx,
    sql`
    with fresh as (
      select * from jsonb_to_recordset(${jsonRows(starts)})
        as r("personId" bigint, tool text, source text, status text, "startedOn" date)
    ), gone as (
      delete from adoptions a where not exists (
        select from fresh f
        where f."personId" = a.person_id and f.tool = a.tool and f.source = a.source)
      returning a.person_id
    ), saved as (
      insert into adoptions (organization_id, person_id, tool, source, status, started_on)
      select ${organizationId}::bigint, "personId", tool, source, status, "startedOn" from fresh
      on conflict (organization_id, person_id, tool, source) do update
        set status = excluded.status, started_on = excluded.started_on
        where (adoptions.status, adoptions.started_on)
          is distinct from (excluded.status, excluded.started_on)
      returning person_id
    )
    select person_id as "personId" from gone union all select person_id from saved`,
  );
  return changed.length > 0;
}

/** Days of one kind of evidence, as a JSON array of texts. */
function daysOf(kind: string) {
  return sql`coalesce(jsonb_agg(day::text order by day) filter (where e.kind = ${kind}), '[]')`;
}

function toolDaysOf(kind: string) {
  return sql`coalesce(jsonb_agg(jsonb_build_object('tool', tool, 'on', day::text)) filter (where e.kind = ${kind}), '[]')`;
}

/** Takes the note away; what arrives from here on waits for this transaction and notes it anew. */
export async function clearAdoptionStale(tx: Transaction, organizationId: number): Promise<void> {
  await tx.execute(
    sql`update organizations set adoption_stale = false where id = ${organizationId}::bigint and adoption_stale`,
  );
}

/** Organisations whose adoption has to be dated again. */
export async function findStaleAdoptions(db: Queryable): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`select id from organizations where adoption_stale order by id`,
  );
  return rows.map(({ id }) => id);
}
