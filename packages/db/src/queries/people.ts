import type { AccountKind, Actor } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows, textArray } from './json-rows.ts';

/** An account of the organisation as it is stored. */
export type PersonRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly login: string;
  readonly kind: AccountKind;
  readonly mergedIntoId: number | null;
};

/** An account to be added; with `mergedIntoId` it is an earlier name of that one. */
export type NewPerson = Omit<PersonRow, 'id'>;

/** What accounts are looked for by; logins in lower case. */
export type PeopleNames = {
  readonly githubIds: Iterable<number>;
  readonly logins: Iterable<string>;
  /** Logins of which the number is told too: who has another number is not meant by them. */
  readonly numberedLogins?: Iterable<string>;
};

/**
 * Accounts of the organisation with one of the numbers or logins, and those that such a name leads
 * to. Each is looked up by itself, also where the database has not counted yet how the table grew.
 */
export function findPeopleNamed(
  tx: Transaction,
  { githubIds, logins, numberedLogins = [] }: PeopleNames,
): Promise<PersonRow[]> {
  return rowsOf<PersonRow>(
    tx,
    sql`
    with named as (
      select p.* from unnest(${bigintArray(githubIds)}) as k(github_id)
      cross join lateral (
        select id, merged_into_id from people where github_id = k.github_id offset 0) p
      union
      select p.* from unnest(${textArray(logins)}) as k(login)
      cross join lateral (
        select id, merged_into_id from people where login_key = k.login offset 0) p
      union
      select p.* from unnest(${textArray(numberedLogins)}) as k(login)
      cross join lateral (
        select id, merged_into_id from people
        where login_key = k.login and github_id is null offset 0) p
    )
    select p.* from (select id from named union select merged_into_id from named) k
    cross join lateral (
      select id, github_id as "githubId", login, kind, merged_into_id as "mergedIntoId"
      from people where id = k.id offset 0) p
    order by id`,
  );
}

export async function insertPeople(
  tx: Transaction,
  organizationId: number,
  people: readonly NewPerson[],
): Promise<void> {
  if (people.length === 0) return;
  await tx.execute(sql`
    insert into people (organization_id, github_id, login, kind, merged_into_id)
    select ${organizationId}::bigint, "githubId", login, kind, "mergedIntoId"
    from jsonb_to_recordset(${jsonRows(people)})
      as r("githubId" bigint, login text, kind text, "mergedIntoId" bigint)`);
}

export async function updatePeople(
  tx: Transaction,
  organizationId: number,
  people: readonly PersonRow[],
): Promise<void> {
  if (people.length === 0) return;
  await tx.execute(sql`
    update people p set github_id = r."githubId", login = r.login, kind = r.kind, merged_into_id = r."mergedIntoId"
    from jsonb_to_recordset(${jsonRows(people)})
      as r(id bigint, "githubId" bigint, login text, kind text, "mergedIntoId" bigint)
    where p.organization_id = ${organizationId}::bigint and p.id = r.id`);
}

/**
 * Who acts behind the given ids: a merged account is the one it was merged into, an administrator's
 * word on the kind wins.
 */
export async function findActors(
  tx: Transaction,
  personIds: Iterable<number>,
): Promise<ReadonlyMap<number, Actor>> {
  const rows = await rowsOf<Actor & { key: number }>(
    tx,
    sql`
    select k.id as key, p.id, p.login, coalesce(p.kind_override, p.kind) as kind
    from people k
    join people p on p.organization_id = k.organization_id and p.id = coalesce(k.merged_into_id, k.id)
    where k.id = any(${bigintArray(personIds)})`,
  );
  return new Map(rows.map(({ key, ...actor }) => [key, actor]));
}

const PERSON_TABLES = {
  activity_days: 'day, repository_id',
  adoption_imports: 'tool, on_day',
  cohort_members: 'cohort_id',
  copilot_seats: 'day, granted_at, last_activity_at, pending_cancellation',
  copilot_user_days: 'day, active, ways, raw',
  team_champions: 'team_id, from_day, to_day',
  team_corrections: 'team_id, said_on, github_change, github_on',
  team_memberships: 'team_id, from_day, to_day',
} as const;

/** Gives what was noted of an account to the one it turned out to be; what that one has, stands. */
export async function movePersonRows(
  tx: Transaction,
  organizationId: number,
  merges: readonly { readonly from: number; readonly into: number }[],
): Promise<void> {
  const from = bigintArray(merges.map((merge) => merge.from));
  for (const [name, columns] of Object.entries(PERSON_TABLES)) {
    const table = sql.identifier(name);
    const others = sql.raw(columns);
    await tx.execute(sql`
      insert into ${table} (organization_id, person_id, ${others})
      select organization_id, m.into, ${others} from ${table}
      join jsonb_to_recordset(${jsonRows(merges)}) as m("from" bigint, "into" bigint) on person_id = m.from
      where organization_id = ${organizationId}::bigint on conflict do nothing`);
    await tx.execute(sql`
      delete from ${table} where organization_id = ${organizationId}::bigint and person_id = any(${from})`);
  }
}

/** Every account of the person with a number of GitHub's: theirs, and those that became one with it. */
export async function findAccountsOf(tx: Transaction, githubId: number): Promise<Set<number>> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select a.id from people p
    join people a on coalesce(a.merged_into_id, a.id) = coalesce(p.merged_into_id, p.id)
    where p.github_id = ${githubId}::bigint`,
  );
  return new Set(rows.map(({ id }) => id));
}
