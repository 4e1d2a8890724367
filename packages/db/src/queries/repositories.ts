import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows, textArray } from './json-rows.ts';
import { idsOf, namesOf, type NamedRef, type NamedRow } from './organizations.ts';

/** Repositories of the organisation with one of the numbers or full names, in whatever case. */
export function findRepositoriesNamed(
  tx: Transaction,
  refs: readonly NamedRef[],
): Promise<NamedRow[]> {
  return rowsOf<NamedRow>(
    tx,
    sql`
    select id, github_id as "githubId", full_name as name from repositories
    where github_id = any(${bigintArray(idsOf(refs))}) or lower(full_name) = any(${textArray(namesOf(refs))})`,
  );
}

export async function insertRepositories(
  tx: Transaction,
  organizationId: number,
  refs: readonly NamedRef[],
): Promise<void> {
  if (refs.length === 0) return;
  await tx.execute(sql`
    insert into repositories (organization_id, github_id, full_name)
    select ${organizationId}::bigint, "githubId", name
    from jsonb_to_recordset(${jsonRows(refs)}) as r("githubId" bigint, name text)`);
}

/** Sets numbers and names, also where two repositories swap theirs. */
export async function renameRepositories(
  tx: Transaction,
  organizationId: number,
  rows: readonly NamedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = bigintArray(rows.map(({ id }) => id));
  await tx.execute(sql`
    update repositories set full_name = full_name || '~' || id
    where organization_id = ${organizationId}::bigint and id = any(${ids})`);
  await tx.execute(sql`
    update repositories t set github_id = r."githubId", full_name = r.name
    from jsonb_to_recordset(${jsonRows(rows)}) as r(id bigint, "githubId" bigint, name text)
    where t.organization_id = ${organizationId}::bigint and t.id = r.id`);
}

/** What is known of a repository besides its name; null leaves what stands. */
export type RepositoryState = {
  readonly id: number;
  readonly archived: boolean | null;
  readonly isPrivate: boolean | null;
  readonly defaultBranch: string | null;
  readonly removed: boolean | null;
};

/** Sets what is known of repositories, where it differs. */
export async function saveRepositoryStates(
  tx: Transaction,
  organizationId: number,
  states: readonly RepositoryState[],
): Promise<void> {
  if (states.length === 0) return;
  await tx.execute(sql`
    update repositories t
    set archived = coalesce(r.archived, t.archived), is_private = coalesce(r."isPrivate", t.is_private),
        default_branch = coalesce(r."defaultBranch", t.default_branch),
        removed = coalesce(r.removed, t.removed)
    from jsonb_to_recordset(${jsonRows(states)})
      as r(id bigint, archived boolean, "isPrivate" boolean, "defaultBranch" text, removed boolean)
    where t.organization_id = ${organizationId}::bigint and t.id = r.id
      and (t.archived, t.is_private, t.default_branch, t.removed) is distinct from
          (coalesce(r.archived, t.archived), coalesce(r."isPrivate", t.is_private),
           coalesce(r."defaultBranch", t.default_branch), coalesce(r.removed, t.removed))`);
}

/**
 * Gives everything of a repository that was known by name only to the one that it turned out to be,
 * and removes it.
 *
 * @returns the pull requests whose events came together
 */
export async function mergeRepository(
  tx: Transaction,
  organizationId: number,
  { from, into }: { readonly from: number; readonly into: number },
): Promise<number[]> {
  const org = sql`organization_id = ${organizationId}::bigint`;
  const pairs = await rowsOf<{ from: number; into: number }>(
    tx,
    sql`
    select a.id as "from", b.id as "into" from pull_requests a
    join pull_requests b on b.organization_id = a.organization_id and b.number = a.number
    where a.${org} and a.repository_id = ${from}::bigint and b.repository_id = ${into}::bigint`,
  );
  const doubled = bigintArray(pairs.map((pair) => pair.from));
  await tx.execute(sql`
    insert into pull_request_events (organization_id, pull_request_id, event_key, kind, at, actor_id, data)
    select e.organization_id, m.into, e.event_key, e.kind, e.at, e.actor_id, e.data
    from pull_request_events e
    join jsonb_to_recordset(${jsonRows(pairs)}) as m("from" bigint, "into" bigint) on e.pull_request_id = m.from
    where e.${org} on conflict do nothing`);
  for (const table of ['pull_request_events', 'pull_request_working_times'] as const) {
    await tx.execute(sql`
      delete from ${sql.identifier(table)} where ${org} and pull_request_id = any(${doubled})`);
  }
  await tx.execute(sql`delete from pull_requests where ${org} and id = any(${doubled})`);
  await tx.execute(sql`
    insert into activity_days (organization_id, day, person_id, repository_id)
    select organization_id, day, person_id, ${into}::bigint from activity_days
    where ${org} and repository_id = ${from}::bigint on conflict do nothing`);
  await tx.execute(sql`delete from activity_days where ${org} and repository_id = ${from}::bigint`);
  for (const table of ['pull_requests', 'deployments', 'releases'] as const) {
    await tx.execute(sql`
      update ${sql.identifier(table)} set repository_id = ${into}::bigint
      where ${org} and repository_id = ${from}::bigint`);
  }
  await forgetFetching(tx, { organizationId, repositoryId: from });
  await tx.execute(sql`delete from repositories where ${org} and id = ${from}::bigint`);
  return pairs.map((pair) => pair.into);
}

/** What was fetched of a name alone is fetched again of the repository that it is. */
async function forgetFetching(
  tx: Transaction,
  { organizationId, repositoryId }: { organizationId: number; repositoryId: number },
): Promise<void> {
  const tables = ['repository_backfills', 'pull_request_fetches', 'completeness_days'] as const;
  for (const table of tables) {
    await tx.execute(sql`
      delete from ${sql.identifier(table)}
      where organization_id = ${organizationId}::bigint and repository_id = ${repositoryId}::bigint`);
  }
}
