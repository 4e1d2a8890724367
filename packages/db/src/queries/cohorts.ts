import type { Day } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { adoptionSources } from '../schema/adoptions.ts';
import { bigintArray, jsonRows } from './json-rows.ts';

type Source = (typeof adoptionSources)[number];

/** What made a cohort: people to whom every rule applies. Null rules were not asked for. */
export type StoredCohortRules = {
  /** Slugs, as they were then. */
  readonly teams: readonly string[] | null;
  readonly teamIds: readonly number[] | null;
  /** The day that membership of the teams is taken of. */
  readonly asOf: Day | null;
  /** Known to have started with a tool on a day of `[from, to)`; null bounds are open. */
  readonly adopted: {
    readonly tool: string;
    readonly source: Source;
    readonly from: Day | null;
    readonly to: Day | null;
  } | null;
  /** Known not to have started with a tool up to and with a day: unknown starts are left out. */
  readonly notAdopted: {
    readonly tool: string;
    readonly source: Source;
    readonly by: Day;
  } | null;
  /** How many people were named one by one; their names are not kept. */
  readonly named: number | null;
};

/** A frozen group of people; who they are stays in the store. */
export type StoredCohort = {
  readonly id: number;
  readonly name: string;
  readonly rules: StoredCohortRules;
  readonly size: number;
  readonly createdAt: Date;
  readonly frozenAt: Date;
};

/** A cohort that a question is about, by the name that it had. */
export type AskedCohort = { readonly id: number; readonly name: string };

/** A cohort against another: from a common day on, or from each one's start with the tool. */
export type AskedPair = {
  readonly treated: AskedCohort;
  readonly control: AskedCohort;
  readonly since: Day | null;
};

/** Lets one cohort of an organisation at a time be checked against the others and kept. */
export async function lockCohorts(tx: Transaction, organizationId: number): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('uplift.cohorts'), ${organizationId}::int)`,
  );
}

/** The humans to whom every rule applies; `namedIds` go with the rule of that name. */
export async function findPeopleByRules(
  tx: Transaction,
  { rules, namedIds }: { readonly rules: StoredCohortRules; readonly namedIds: readonly number[] },
): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select p.id from people p
    where p.merged_into_id is null and coalesce(p.kind_override, p.kind) = 'human'
      and ${isInTeams(rules)} and ${hasAdopted(rules)} and ${hasNotAdopted(rules)}
      and ${rules.named === null ? sql`true` : sql`p.id = any(${bigintArray(namedIds)})`}`,
  );
  return new Set(rows.map(({ id }) => id));
}

function isInTeams({ teamIds, asOf }: StoredCohortRules): SQL {
  if (teamIds === null) return sql`true`;
  return sql`p.id in (
    select coalesce(a.merged_into_id, a.id) from team_memberships m
    join people a on a.organization_id = m.organization_id and a.id = m.person_id
    where m.team_id = any(${bigintArray(teamIds)})
      and m.from_day <= ${asOf}::date and (m.to_day is null or ${asOf}::date < m.to_day))`;
}

function hasAdopted({ adopted }: StoredCohortRules): SQL {
  if (adopted === null) return sql`true`;
  const { tool, source, from, to } = adopted;
  return sql`p.id in (
    select person_id from adoptions
    where tool = ${tool} and source = ${source} and status = 'known'
      and (${from}::date is null or started_on >= ${from}::date)
      and (${to}::date is null or started_on < ${to}::date))`;
}

function hasNotAdopted({ notAdopted }: StoredCohortRules): SQL {
  if (notAdopted === null) return sql`true`;
  const { tool, source, by } = notAdopted;
  return sql`p.id not in (
    select person_id from adoptions
    where tool = ${tool} and source = ${source} and (status = 'unknown' or started_on <= ${by}::date))`;
}

/** Every human of the organisation. */
export async function findHumans(tx: Transaction): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select id from people where merged_into_id is null and coalesce(kind_override, kind) = 'human'`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The humans of every team on a day, by the team's slug. */
export async function findTeamMembersOn(
  tx: Transaction,
  day: Day,
): Promise<Map<string, Set<number>>> {
  const rows = await rowsOf<{ key: string; personId: number }>(
    tx,
    sql`
    select distinct t.slug as key, p.id as "personId" from team_memberships m
    join teams t on t.organization_id = m.organization_id and t.id = m.team_id
    join people a on a.organization_id = m.organization_id and a.id = m.person_id
    join people p on p.organization_id = a.organization_id and p.id = coalesce(a.merged_into_id, a.id)
    where m.from_day <= ${day}::date and (m.to_day is null or ${day}::date < m.to_day)
      and coalesce(p.kind_override, p.kind) = 'human'`,
  );
  return groupsOf(rows);
}

/** Everybody of every cohort, or of those asked for, by the cohort's id. */
export async function findCohortMembers(
  tx: Transaction,
  ids: readonly number[] | null,
): Promise<Map<number, Set<number>>> {
  const rows = await rowsOf<{ key: number; personId: number }>(
    tx,
    sql`
    select cohort_id as key, person_id as "personId" from cohort_members
    where ${ids === null ? sql`true` : sql`cohort_id = any(${bigintArray(ids)})`}`,
  );
  return groupsOf(rows);
}

/**
 * Keeps a cohort with its people, frozen.
 *
 * @returns null if the organisation has one of this name, in whatever case
 */
export async function recordCohort(
  tx: Transaction,
  cohort: {
    readonly organizationId: number;
    readonly name: string;
    readonly rules: StoredCohortRules;
    readonly memberIds: ReadonlySet<number>;
    readonly at: Date;
  },
): Promise<number | null> {
  const { organizationId, name, rules, at } = cohort;
  const now = sql`${at.toISOString()}::timestamptz`;
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`
    insert into cohorts (organization_id, name, rules, created_at, frozen_at)
    values (${organizationId}, ${name}, ${jsonRows([rules])} -> 0, ${now}, ${now})
    on conflict do nothing returning id`,
  );
  if (row === undefined) return null;
  await tx.execute(sql`
    insert into cohort_members (organization_id, cohort_id, person_id)
    select ${organizationId}::bigint, ${row.id}::bigint, person_id
    from unnest(${bigintArray(cohort.memberIds)}) as person_id`);
  return row.id;
}

/** A cohort by its id, else by its name in any case. */
export async function findCohort(tx: Transaction, name: string): Promise<StoredCohort | null> {
  const id = /^[1-9]\d{0,14}$/.test(name) ? Number(name) : -1;
  const [found] = await cohortsWhere(
    tx,
    sql`c.id = ${id} or lower(c.name) = lower(${name}) order by c.id = ${id} desc limit 1`,
  );
  return found ?? null;
}

/** Cohorts, newest first: those with an id below `before`. */
export function findCohorts(
  tx: Transaction,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<StoredCohort[]> {
  const isBefore = before === null ? sql`true` : sql`c.id < ${before}`;
  return cohortsWhere(tx, sql`${isBefore} order by c.id desc limit ${limit}`);
}

async function cohortsWhere(tx: Transaction, rest: SQL): Promise<StoredCohort[]> {
  const rows = await rowsOf<
    Omit<StoredCohort, 'createdAt' | 'frozenAt'> & { createdAt: number; frozenAt: number }
  >(
    tx,
    sql`
    select c.id, c.name, c.rules,
      (select count(*)::int from cohort_members m
       where m.organization_id = c.organization_id and m.cohort_id = c.id) as size,
      (extract(epoch from c.created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from c.frozen_at) * 1000)::float8 as "frozenAt"
    from cohorts c where ${rest}`,
  );
  return rows.map(({ createdAt, frozenAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    frozenAt: new Date(frozenAt),
  }));
}

function groupsOf<Key>(
  rows: readonly { readonly key: Key; readonly personId: number }[],
): Map<Key, Set<number>> {
  const groups = new Map<Key, Set<number>>();
  for (const { key, personId } of rows) {
    groups.set(key, (groups.get(key) ?? new Set()).add(personId));
  }
  return groups;
}
