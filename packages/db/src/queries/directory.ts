import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';
import type { installationStatuses, SimulatedTruth } from '../schema/organizations.ts';

/** A page of a list in the order of ids: what follows `after`. */
export type IdPage = { readonly after: number | null; readonly limit: number };

export type OrganizationRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly login: string;
  readonly installationStatus: (typeof installationStatuses)[number];
  readonly dataVersion: number;
  /** What is true of it if it is simulated; else null. */
  readonly simulated: SimulatedTruth | null;
  readonly createdAt: Date;
};

export type TeamRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly slug: string;
  readonly name: string;
};

export type RepositoryRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly fullName: string;
  readonly defaultBranch: string | null;
  readonly archived: boolean;
  readonly isPrivate: boolean | null;
  readonly removed: boolean;
};

/** Organisations, or the one that a token is bound to. */
export async function findOrganizations(
  db: Queryable,
  { boundTo, after, limit }: IdPage & { readonly boundTo: number | null },
): Promise<OrganizationRow[]> {
  return organizationsWhere(
    db,
    sql`${isBound(boundTo)} and id > ${after ?? 0} order by id limit ${limit}`,
  );
}

/**
 * An organisation by its login in any case, else by its id, else by GitHub's id, of those that a
 * token may see.
 */
export async function findOrganization(
  db: Queryable,
  { name, boundTo }: { readonly name: string; readonly boundTo: number | null },
): Promise<OrganizationRow | null> {
  const id = toId(name);
  const [found] = await organizationsWhere(
    db,
    sql`${isBound(boundTo)} and (lower(login) = lower(${name}) or id = ${id} or github_id = ${id})
        order by lower(login) = lower(${name}) desc, id = ${id} desc limit 1`,
  );
  return found ?? null;
}

/** Teams that have not been removed. */
export function findTeams(tx: Transaction, { after, limit }: IdPage): Promise<TeamRow[]> {
  return rowsOf(
    tx,
    sql`select ${teamColumns} from teams where not removed and id > ${after ?? 0} order by id limit ${limit}`,
  );
}

/** A team by its slug in any case, else by its id; removed ones too. */
export async function findTeam(tx: Transaction, name: string): Promise<TeamRow | null> {
  const id = toId(name);
  const [found] = await rowsOf<TeamRow>(
    tx,
    sql`select ${teamColumns} from teams where lower(slug) = lower(${name}) or id = ${id}
        order by lower(slug) = lower(${name}) desc limit 1`,
  );
  return found ?? null;
}

/** Repositories, removed and archived ones too. */
export function findRepositories(
  tx: Transaction,
  { after, limit }: IdPage,
): Promise<RepositoryRow[]> {
  return rowsOf(
    tx,
    sql`select ${repositoryColumns} from repositories where id > ${after ?? 0} order by id limit ${limit}`,
  );
}

/** A repository by its `owner/name` in any case, else by its id. */
export async function findRepository(tx: Transaction, name: string): Promise<RepositoryRow | null> {
  const id = toId(name);
  const [found] = await rowsOf<RepositoryRow>(
    tx,
    sql`select ${repositoryColumns} from repositories
        where lower(full_name) = lower(${name}) or id = ${id}
        order by lower(full_name) = lower(${name}) desc limit 1`,
  );
  return found ?? null;
}

const teamColumns = sql`id, github_id as "githubId", slug, name`;
const repositoryColumns = sql`
  id, github_id as "githubId", full_name as "fullName", default_branch as "defaultBranch", archived,
  is_private as "isPrivate", removed`;

async function organizationsWhere(db: Queryable, rest: SQL): Promise<OrganizationRow[]> {
  const rows = await rowsOf<Omit<OrganizationRow, 'createdAt'> & { createdAt: number }>(
    db,
    sql`
    select id, github_id as "githubId", login, installation_status as "installationStatus",
           data_version as "dataVersion", simulated,
           (extract(epoch from created_at) * 1000)::float8 as "createdAt"
    from organizations where ${rest}`,
  );
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

function isBound(boundTo: number | null): SQL {
  return boundTo === null ? sql`true` : sql`id = ${boundTo}`;
}

/** A text as an id; -1, which is nobody's, if it is none. */
function toId(text: string): number {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : -1;
}
