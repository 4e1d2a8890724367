import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';
import type { SimulatedTruth } from '../schema/organizations.ts';
import { bigintArray, jsonRows, textArray } from './json-rows.ts';

/**
 * A thing that GitHub names, with a number that never changes: an organisation, a repository, a
 * team. `name` is its login, full name or slug.
 */
export type NamedRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly name: string;
};

/** Such a thing as a source names it. */
export type NamedRef = Omit<NamedRow, 'id'>;

/** Organisations with one of the numbers or names, in whatever case. */
export function findOrganizationsNamed(
  db: Queryable,
  refs: readonly NamedRef[],
): Promise<NamedRow[]> {
  return rowsOf<NamedRow>(
    db,
    sql`
    select id, github_id as "githubId", login as name from organizations
    where github_id = any(${bigintArray(idsOf(refs))}) or lower(login) = any(${textArray(namesOf(refs))})`,
  );
}

/** Adds organisations; one that another process just added is left alone. */
export async function insertOrganizations(db: Queryable, refs: readonly NamedRef[]): Promise<void> {
  if (refs.length === 0) return;
  await db.execute(sql`
    insert into organizations (github_id, login)
    select "githubId", name from jsonb_to_recordset(${jsonRows(refs)}) as r("githubId" bigint, name text)
    on conflict do nothing`);
}

/** Sets numbers and logins, also where two organisations swap theirs. */
export async function renameOrganizations(db: Queryable, rows: readonly NamedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = bigintArray(rows.map(({ id }) => id));
  await db.execute(sql`update organizations set login = login || '~' || id where id = any(${ids})`);
  await db.execute(sql`
    update organizations o set github_id = r."githubId", login = r.name
    from jsonb_to_recordset(${jsonRows(rows)}) as r(id bigint, "githubId" bigint, name text)
    where o.id = r.id`);
}

/** Notes that an organisation, by its login in any case, is simulated, and what is true of it. */
export async function markSimulated(
  db: Queryable,
  { login, truth }: { readonly login: string; readonly truth: SimulatedTruth },
): Promise<void> {
  await db.execute(sql`
    update organizations set simulated = ${JSON.stringify(truth)}::jsonb
    where lower(login) = lower(${login})`);
}

/** Ids of all organisations, in order. */
export async function listOrganizationIds(db: Queryable): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(db, sql`select id from organizations order by id`);
  return rows.map(({ id }) => id);
}

/**
 * Lets one transaction at a time write an organisation's facts; others wait for its end. Readers are
 * not held up.
 */
export async function lockOrganization(tx: Transaction, organizationId: number): Promise<void> {
  await tx.execute(
    sql`select id from organizations where id = ${organizationId}::bigint for no key update`,
  );
}

/** Counts one more version of an organisation's data. */
export async function bumpDataVersion(tx: Transaction, organizationId: number): Promise<void> {
  await tx.execute(
    sql`update organizations set data_version = data_version + 1 where id = ${organizationId}::bigint`,
  );
}

/**
 * Counts one more version of an organisation's data; with `adoption`, notes besides that adoption has
 * to be dated again, so that a lost bell loses nothing.
 */
export async function noteChangedData(
  tx: Transaction,
  organizationId: number,
  { adoption }: { readonly adoption: boolean },
): Promise<void> {
  await tx.execute(sql`
    update organizations set data_version = data_version + 1,
      adoption_stale = adoption_stale or ${adoption}
    where id = ${organizationId}::bigint`);
}

/** Notes how the App stands on an organisation; what an older installation says comes too late. */
export async function saveInstallation(
  tx: Transaction,
  organizationId: number,
  installation: {
    readonly installationId: number;
    readonly status: 'active' | 'suspended' | 'removed';
  },
): Promise<void> {
  const { installationId, status } = installation;
  await tx.execute(sql`
    update organizations set installation_id = ${installationId}::bigint, installation_status = ${status}
    where id = ${organizationId}::bigint and coalesce(installation_id, 0) <= ${installationId}::bigint
      and (installation_id, installation_status) is distinct from (${installationId}::bigint, ${status})`);
}

/** How the App stands on an organisation. */
export type OrganizationInstallation = {
  readonly login: string;
  readonly githubId: number | null;
  readonly installationId: number | null;
  readonly status: 'none' | 'active' | 'suspended' | 'removed';
};

/** How the App stands on an organisation; null if there is no such organisation. */
export async function findInstallationOf(
  db: Queryable,
  organizationId: number,
): Promise<OrganizationInstallation | null> {
  const [row] = await rowsOf<OrganizationInstallation>(
    db,
    sql`
    select login, github_id as "githubId", installation_id as "installationId",
      installation_status as status
    from organizations where id = ${organizationId}::bigint`,
  );
  return row ?? null;
}

/** The numbers among references. */
export function idsOf(refs: readonly { readonly githubId: number | null }[]): Set<number> {
  return new Set(refs.flatMap(({ githubId }) => (githubId === null ? [] : [githubId])));
}

/** The names among references, in lower case. */
export function namesOf(refs: readonly { readonly name: string }[]): Set<string> {
  return new Set(refs.map(({ name }) => name.toLowerCase()));
}
