import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { copilotReportKinds, copilotReportStates } from '../schema/copilot-reports.ts';
import { bigintArray, jsonRows } from './json-rows.ts';

export type CopilotReportKind = (typeof copilotReportKinds)[number];
export type CopilotReportState = (typeof copilotReportStates)[number];

/** What became of one Copilot report of one day. */
export type CopilotReportOutcome = {
  readonly kind: CopilotReportKind;
  readonly day: Day;
  readonly state: CopilotReportState;
  readonly isFinal: boolean;
  readonly rows: number;
  readonly unreadable: number;
  readonly reason: string | null;
  readonly fetchedAt: Date;
};

/** What became of every report asked for so far, newest day first. */
export async function findCopilotReports(tx: Transaction): Promise<CopilotReportOutcome[]> {
  const rows = await rowsOf<Omit<CopilotReportOutcome, 'fetchedAt'> & { fetchedAt: number }>(
    tx,
    sql`
    select kind, day::text as day, state, is_final as "isFinal", rows, unreadable, reason,
      (extract(epoch from fetched_at) * 1000)::float8 as "fetchedAt"
    from copilot_reports order by copilot_reports.day desc, kind`,
  );
  return rows.map((row) => ({ ...row, fetchedAt: new Date(row.fetchedAt) }));
}

/** Notes what became of a report, in the place of what was noted of it before. */
export async function saveCopilotReport(
  tx: Transaction,
  organizationId: number,
  outcome: CopilotReportOutcome,
): Promise<void> {
  const { kind, day, state, isFinal, rows, unreadable, reason, fetchedAt } = outcome;
  await tx.execute(sql`
    insert into copilot_reports (organization_id, kind, day, state, is_final, rows, unreadable, reason, fetched_at)
    values (${organizationId}::bigint, ${kind}, ${day}::date, ${state}, ${isFinal}, ${rows}, ${unreadable},
      ${reason}, ${fetchedAt.toISOString()}::timestamptz)
    on conflict (organization_id, kind, day) do update
      set state = excluded.state, is_final = excluded.is_final, rows = excluded.rows,
          unreadable = excluded.unreadable, reason = excluded.reason, fetched_at = excluded.fetched_at`);
}

/** Puts the organisation's own report of a day in the place of the one before. */
export async function replaceOrganizationDay(
  tx: Transaction,
  organizationId: number,
  { day, raw }: { readonly day: Day; readonly raw: Readonly<Record<string, unknown>> },
): Promise<void> {
  await tx.execute(sql`
    insert into copilot_organization_days (organization_id, day, raw)
    values (${organizationId}::bigint, ${day}::date, ${JSON.stringify(raw)}::jsonb)
    on conflict (organization_id, day) do update set raw = excluded.raw`);
}

/** Who was in which team on a day, as a report says. */
export type UserTeamDayRow = {
  readonly day: Day;
  readonly teamGithubId: number;
  readonly personId: number;
  readonly raw: Readonly<Record<string, unknown>>;
};

/** Lets go of what is held of a day's teams, for the report that is about to be stored. */
export async function deleteUserTeamDays(tx: Transaction, day: Day): Promise<void> {
  await tx.execute(sql`delete from copilot_user_team_days where day = ${day}::date`);
}

/** Keeps who was in which team; of two rows for the same the later stands. */
export async function saveUserTeamDays(
  tx: Transaction,
  organizationId: number,
  rows: readonly UserTeamDayRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into copilot_user_team_days (organization_id, day, team_github_id, person_id, raw)
    select distinct on (r.day, r."teamGithubId", r."personId")
      ${organizationId}::bigint, r.day, r."teamGithubId", r."personId", r.raw
    from jsonb_to_recordset(${jsonRows(rows)})
      as r(day date, "teamGithubId" bigint, "personId" bigint, raw jsonb)
    on conflict (organization_id, day, team_github_id, person_id) do update set raw = excluded.raw`);
}

/** Whether anything is held of a day's users report. */
export async function holdsUserDays(tx: Transaction, day: Day): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    tx,
    sql`select exists (select from copilot_user_days where day = ${day}::date) as found`,
  );
  return row?.found === true;
}

/**
 * People of whom there is a row of a day, in the order of their ids, a page of them.
 *
 * @param page.after - the last one of the page before; 0 for the first page
 */
export async function findUserDayPeople(
  tx: Transaction,
  page: { readonly day: Day; readonly after: number; readonly limit: number },
): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select person_id as id from copilot_user_days
    where day = ${page.day}::date and person_id > ${page.after}::bigint
    order by person_id limit ${page.limit}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Lets go of the rows of a day of some people. Each row between the first and the last of them is
 * held against them all, so they should be few, or near to each other.
 *
 * @param rows.personIds - in order
 */
export async function deleteUserDays(
  tx: Transaction,
  { day, personIds }: { readonly day: Day; readonly personIds: readonly number[] },
): Promise<void> {
  const [first] = personIds;
  const last = personIds.at(-1);
  if (first === undefined || last === undefined) return;
  await tx.execute(sql`
    delete from copilot_user_days
    where day = ${day}::date and person_id between ${first}::bigint and ${last}::bigint
      and person_id = any(${bigintArray(personIds)})`);
}

/**
 * Lets go of the seats of a day that its newest list does not show. Compared here: a database that
 * has not counted its rows yet compares each with each.
 *
 * @returns how many there were
 */
export async function deleteSeatsOfOthers(
  tx: Transaction,
  { day, githubIds }: { readonly day: Day; readonly githubIds: Iterable<number> },
): Promise<number> {
  const people = await rowsOf<{ id: number }>(
    tx,
    sql`
    select coalesce(merged_into_id, id) as id from people
    where github_id in (select unnest(${bigintArray(githubIds)}))`,
  );
  const listed = new Set(people.map(({ id }) => id));
  const held = await rowsOf<{ id: number }>(
    tx,
    sql`select person_id as id from copilot_seats where day = ${day}::date`,
  );
  const gone = held.flatMap(({ id }) => (listed.has(id) ? [] : [id]));
  if (gone.length === 0) return 0;
  await tx.execute(sql`
    delete from copilot_seats where day = ${day}::date
      and person_id in (select unnest(${bigintArray(gone)}))`);
  return gone.length;
}
