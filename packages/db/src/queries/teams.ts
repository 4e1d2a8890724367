import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows, textArray } from './json-rows.ts';
import { idsOf, namesOf, type NamedRef, type NamedRow } from './organizations.ts';

/** Teams of the organisation with one of the numbers or slugs, in whatever case. */
export function findTeamsNamed(tx: Transaction, refs: readonly NamedRef[]): Promise<NamedRow[]> {
  return rowsOf<NamedRow>(
    tx,
    sql`
    select id, github_id as "githubId", slug as name from teams
    where github_id = any(${bigintArray(idsOf(refs))}) or lower(slug) = any(${textArray(namesOf(refs))})`,
  );
}

/** Adds teams; each bears its slug for a name until one is known. */
export async function insertTeams(
  tx: Transaction,
  organizationId: number,
  refs: readonly NamedRef[],
): Promise<void> {
  if (refs.length === 0) return;
  await tx.execute(sql`
    insert into teams (organization_id, github_id, slug, name)
    select ${organizationId}::bigint, "githubId", name, name
    from jsonb_to_recordset(${jsonRows(refs)}) as r("githubId" bigint, name text)`);
}

/** Sets numbers and slugs, also where two teams swap theirs. */
export async function renameTeams(
  tx: Transaction,
  organizationId: number,
  rows: readonly NamedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = bigintArray(rows.map(({ id }) => id));
  await tx.execute(sql`
    update teams set slug = slug || '~' || id
    where organization_id = ${organizationId}::bigint and id = any(${ids})`);
  await tx.execute(sql`
    update teams t set github_id = r."githubId", slug = r.name
    from jsonb_to_recordset(${jsonRows(rows)}) as r(id bigint, "githubId" bigint, name text)
    where t.organization_id = ${organizationId}::bigint and t.id = r.id`);
}

/** Gives the members of a team that was known by slug only to the one it turned out to be. */
export async function mergeTeam(
  tx: Transaction,
  organizationId: number,
  { from, into }: { readonly from: number; readonly into: number },
): Promise<void> {
  const org = sql`organization_id = ${organizationId}::bigint`;
  await tx.execute(sql`
    insert into team_memberships (organization_id, team_id, person_id, from_day, to_day)
    select organization_id, ${into}::bigint, person_id, from_day, to_day from team_memberships
    where ${org} and team_id = ${from}::bigint on conflict do nothing`);
  await tx.execute(sql`delete from team_memberships where ${org} and team_id = ${from}::bigint`);
  await tx.execute(sql`
    insert into team_corrections (organization_id, team_id, person_id, said_on)
    select organization_id, ${into}::bigint, person_id, said_on from team_corrections
    where ${org} and team_id = ${from}::bigint on conflict do nothing`);
  await tx.execute(sql`delete from team_corrections where ${org} and team_id = ${from}::bigint`);
  await tx.execute(sql`delete from teams where ${org} and id = ${from}::bigint`);
}

/** What is known of a team besides its slug; null leaves what stands. */
export type TeamState = {
  readonly id: number;
  readonly name: string | null;
  readonly removed: boolean | null;
};

/** Sets what is known of teams, where it differs. */
export async function saveTeamStates(
  tx: Transaction,
  organizationId: number,
  states: readonly TeamState[],
): Promise<void> {
  if (states.length === 0) return;
  await tx.execute(sql`
    update teams t set name = coalesce(r.name, t.name), removed = coalesce(r.removed, t.removed)
    from jsonb_to_recordset(${jsonRows(states)}) as r(id bigint, name text, removed boolean)
    where t.organization_id = ${organizationId}::bigint and t.id = r.id
      and (t.name, t.removed) is distinct from (coalesce(r.name, t.name), coalesce(r.removed, t.removed))`);
}

/** A person's time in a team, `[from, to)`; `to` is null while it lasts. */
export type TeamMembershipRow = {
  readonly teamId: number;
  readonly personId: number;
  readonly from: Day;
  readonly to: Day | null;
};

/** The memberships of these people, in every team. */
export function findMembershipsOf(
  tx: Transaction,
  personIds: Iterable<number>,
): Promise<TeamMembershipRow[]> {
  return rowsOf<TeamMembershipRow>(
    tx,
    sql`
    select team_id as "teamId", person_id as "personId", from_day::text as "from", to_day::text as "to"
    from team_memberships where person_id = any(${bigintArray(personIds)})
    order by team_id, person_id, from_day`,
  );
}

/** Puts intervals in the place of everything stored for these pairs of a team and a person. */
export async function replaceMemberships(
  tx: Transaction,
  organizationId: number,
  {
    pairs,
    rows,
  }: {
    readonly pairs: readonly { readonly teamId: number; readonly personId: number }[];
    readonly rows: readonly TeamMembershipRow[];
  },
): Promise<void> {
  await tx.execute(sql`
    delete from team_memberships m
    using jsonb_to_recordset(${jsonRows(pairs)}) as p("teamId" bigint, "personId" bigint)
    where m.organization_id = ${organizationId}::bigint and m.team_id = p."teamId" and m.person_id = p."personId"`);
  await tx.execute(sql`
    insert into team_memberships (organization_id, team_id, person_id, from_day, to_day)
    select ${organizationId}::bigint, "teamId", "personId", "from", "to"
    from jsonb_to_recordset(${jsonRows(rows)})
      as r("teamId" bigint, "personId" bigint, "from" date, "to" date)`);
}
