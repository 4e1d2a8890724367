import type { Day, MembershipTime } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows } from './json-rows.ts';

/** A team and a person. */
export type TeamPerson = { readonly teamId: number; readonly personId: number };

/** What GitHub said against an administrator's word; `times`: of the past. */
export type GitHubWord = { readonly change: 'added' | 'removed' | 'times'; readonly on: Day };

/** That an administrator said when a person was in a team. */
export type TeamCorrection = {
  readonly login: string;
  readonly on: Day;
  /** The first thing that GitHub said otherwise since; null if nothing. */
  readonly github: GitHubWord | null;
};

/** Whose times in a team an administrator has said, by login. */
export function findTeamCorrections(tx: Transaction, teamId: number): Promise<TeamCorrection[]> {
  return rowsOf<TeamCorrection>(
    tx,
    sql`
    select p.login, c.said_on::text as "on",
      case when c.github_on is not null
        then jsonb_build_object('change', c.github_change, 'on', c.github_on::text) end as github
    from team_corrections c
    join people p on p.organization_id = c.organization_id and p.id = c.person_id
    where c.team_id = ${teamId}::bigint order by lower(p.login)`,
  );
}

/** The teams of these people in which an administrator has said their times. */
export function findCorrectedPairs(
  tx: Transaction,
  personIds: Iterable<number>,
): Promise<TeamPerson[]> {
  return rowsOf<TeamPerson>(
    tx,
    sql`
    select team_id as "teamId", person_id as "personId" from team_corrections
    where person_id = any(${bigintArray(personIds)})`,
  );
}

/** Notes that an administrator said when a person was in a team. */
export async function saveTeamCorrection(
  tx: Transaction,
  organizationId: number,
  { teamId, personId, on }: TeamPerson & { readonly on: Day },
): Promise<void> {
  await tx.execute(sql`
    insert into team_corrections (organization_id, team_id, person_id, said_on)
    values (${organizationId}::bigint, ${teamId}::bigint, ${personId}::bigint, ${on}::date)
    on conflict (organization_id, team_id, person_id)
      do update set said_on = excluded.said_on, github_change = null, github_on = null`);
}

/** Takes an administrator's word back: GitHub's counts again. Whether there was one. */
export async function deleteTeamCorrection(
  tx: Transaction,
  { teamId, personId }: TeamPerson,
): Promise<boolean> {
  const gone = await rowsOf(
    tx,
    sql`
    delete from team_corrections
    where team_id = ${teamId}::bigint and person_id = ${personId}::bigint returning team_id`,
  );
  return gone.length > 0;
}

/** Notes what GitHub said otherwise; the first such word stays. */
export async function noteGitHubDiffers(
  tx: Transaction,
  words: readonly (TeamPerson & GitHubWord)[],
): Promise<void> {
  if (words.length === 0) return;
  await tx.execute(sql`
    update team_corrections c set github_change = w.change, github_on = w."on"
    from jsonb_to_recordset(${jsonRows(words)})
      as w("teamId" bigint, "personId" bigint, change text, "on" date)
    where c.team_id = w."teamId" and c.person_id = w."personId" and c.github_on is null`);
}

/** Pull requests that count for a person and were opened, merged or closed within the times. */
export async function countPullRequestsWithin(
  tx: Transaction,
  { personId, times }: { readonly personId: number; readonly times: readonly MembershipTime[] },
): Promise<number> {
  if (times.length === 0) return 0;
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`
    with span as (
      select "from" as first, coalesce("to", 'infinity') as last
      from jsonb_to_recordset(${jsonRows(times)}) as s("from" date, "to" date)
    )
    select count(*)::int as count from pull_requests p
    where p.folded and p.responsible_id = ${personId}::bigint and exists (
      select from (values (p.opened_at), (p.merged_at), (p.closed_at)) as at(instant), span s
      where (at.instant at time zone 'UTC')::date >= s.first
        and (at.instant at time zone 'UTC')::date < s.last)`,
  );
  return row?.count ?? 0;
}
