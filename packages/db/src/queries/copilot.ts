import type { Day, WayOfWorking } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { jsonRows } from './json-rows.ts';

/** A seat as the list of one day showed it. */
export type SeatRow = {
  readonly day: Day;
  readonly personId: number;
  readonly grantedAt: Date;
  readonly lastActivityAt: Date | null;
  readonly pendingCancellation: Day | null;
};

/**
 * Keeps seats, one for each person and day; of two that differ the one granted later stands, then the
 * one active later, then the one cancelled later.
 *
 * @returns the days on which something changed
 */
export async function saveSeats(
  tx: Transaction,
  organizationId: number,
  seats: readonly SeatRow[],
): Promise<Day[]> {
  if (seats.length === 0) return [];
  const rows = await rowsOf<{ day: Day }>(
    tx,
    sql`
    insert into copilot_seats (organization_id, day, person_id, granted_at, last_activity_at, pending_cancellation)
    select distinct on (s.day, s.person_id) ${organizationId}::bigint, s.*
    from (
      select day, "personId" as person_id, "grantedAt" as granted_at, "lastActivityAt" as last_activity_at,
             "pendingCancellation" as pending_cancellation
      from jsonb_to_recordset(${jsonRows(seats)})
        as r(day date, "personId" bigint, "grantedAt" timestamptz(3), "lastActivityAt" timestamptz(3), "pendingCancellation" date)
    ) s
    order by s.day, s.person_id, (${seatRank('s')}) desc
    on conflict (organization_id, day, person_id) do update
    set granted_at = excluded.granted_at, last_activity_at = excluded.last_activity_at,
        pending_cancellation = excluded.pending_cancellation
    where (${seatRank('excluded')}) > (${seatRank('copilot_seats')})
    returning day::text as day`,
  );
  return rows.map(({ day }) => day);
}

/** One person's row of the Copilot user report of one day. */
export type UserDayRow = {
  readonly day: Day;
  readonly personId: number;
  readonly active: boolean;
  readonly ways: readonly WayOfWorking[];
  readonly raw: Readonly<Record<string, unknown>>;
};

/**
 * Keeps rows of the user report, one for each person and day; of two that differ the longer one
 * stands, ties by their text, so that the order of arrival decides nothing.
 *
 * @returns the days on which something changed
 */
export function saveUserDays(
  tx: Transaction,
  organizationId: number,
  userDays: readonly UserDayRow[],
): Promise<Day[]> {
  const longer = sql`(${userDayRank('excluded')}) > (${userDayRank('copilot_user_days')})`;
  return upsertUserDays(tx, organizationId, { userDays, stands: longer });
}

/**
 * Keeps rows of a user report that is told anew: they stand, whatever was held of those people.
 *
 * @returns the days on which something changed
 */
export function replaceUserDays(
  tx: Transaction,
  organizationId: number,
  userDays: readonly UserDayRow[],
): Promise<Day[]> {
  const another = sql`excluded.raw <> copilot_user_days.raw`;
  return upsertUserDays(tx, organizationId, { userDays, stands: another });
}

async function upsertUserDays(
  tx: Transaction,
  organizationId: number,
  { userDays, stands }: { readonly userDays: readonly UserDayRow[]; readonly stands: SQL },
): Promise<Day[]> {
  if (userDays.length === 0) return [];
  const rows = await rowsOf<{ day: Day }>(
    tx,
    sql`
    insert into copilot_user_days (organization_id, day, person_id, active, ways, raw)
    select distinct on (r.day, r."personId") ${organizationId}::bigint, r.day, r."personId", r.active, r.ways, r.raw
    from jsonb_to_recordset(${jsonRows(userDays)})
      as r(day date, "personId" bigint, active boolean, ways jsonb, raw jsonb)
    order by r.day, r."personId", (${userDayRank('r')}) desc
    on conflict (organization_id, day, person_id) do update
    set active = excluded.active, ways = excluded.ways, raw = excluded.raw
    where ${stands}
    returning day::text as day`,
  );
  return rows.map(({ day }) => day);
}

/** An administrator's word that a person started with a tool on a day. */
export type AdoptionImportRow = {
  readonly personId: number;
  readonly tool: string;
  readonly on: Day;
};

/**
 * Keeps imported starts, each once.
 *
 * @returns those that were new
 */
export async function recordAdoptionImports(
  tx: Transaction,
  organizationId: number,
  imports: readonly AdoptionImportRow[],
): Promise<{ personId: number; on: Day }[]> {
  if (imports.length === 0) return [];
  return rowsOf<{ personId: number; on: Day }>(
    tx,
    sql`
    insert into adoption_imports (organization_id, person_id, tool, on_day)
    select ${organizationId}::bigint, "personId", tool, "on"
    from jsonb_to_recordset(${jsonRows(imports)}) as r("personId" bigint, tool text, "on" date)
    on conflict do nothing returning person_id as "personId", on_day::text as "on"`,
  );
}

function seatRank(table: string) {
  return sql.raw(
    `${table}.granted_at, coalesce(${table}.last_activity_at, '-infinity'), coalesce(${table}.pending_cancellation, '-infinity')`,
  );
}

function userDayRank(table: string) {
  return sql.raw(`length(${table}.raw::text), ${table}.raw::text collate "C"`);
}
