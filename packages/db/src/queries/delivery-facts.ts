import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { jsonRows } from './json-rows.ts';

export type DeploymentRow = {
  readonly deploymentId: number;
  readonly repositoryId: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly createdAt: Date;
};

/** Keeps deployments, each once; `returning` tells how many were new. */
export async function recordDeployments(
  tx: Transaction,
  organizationId: number,
  deployments: readonly DeploymentRow[],
): Promise<number> {
  if (deployments.length === 0) return 0;
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    insert into deployments (organization_id, deployment_id, repository_id, sha, ref, environment, created_at)
    select ${organizationId}::bigint, "deploymentId", "repositoryId", sha, ref, environment, "createdAt"
    from jsonb_to_recordset(${jsonRows(deployments)})
      as r("deploymentId" bigint, "repositoryId" bigint, sha text, ref text, environment text, "createdAt" timestamptz)
    on conflict do nothing returning deployment_id as id`,
  );
  return rows.length;
}

export type DeploymentStatusRow = {
  /** Null where the source does not tell it. */
  readonly statusId: number | null;
  readonly deploymentId: number;
  readonly state: string;
  readonly createdAt: Date;
};

/**
 * Keeps states that deployments reached, each once: it is known by its number, or by what was reached
 * when, since not every source tells numbers. Without one it gets one below zero.
 *
 * @returns how many were new
 */
export async function recordDeploymentStatuses(
  tx: Transaction,
  organizationId: number,
  statuses: readonly DeploymentStatusRow[],
): Promise<number> {
  if (statuses.length === 0) return 0;
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    insert into deployment_statuses (organization_id, status_id, deployment_id, state, created_at)
    select ${organizationId}::bigint, coalesce("statusId", -1 - (
        hashtextextended(concat_ws(' ', "deploymentId", state, extract(epoch from "createdAt")), 0)
        & 4503599627370495)), "deploymentId", state, "createdAt"
    from (
      select distinct on ("deploymentId", state, "createdAt") *
      from jsonb_to_recordset(${jsonRows(statuses)})
        as g("statusId" bigint, "deploymentId" bigint, state text, "createdAt" timestamptz)
      order by "deploymentId", state, "createdAt", "statusId" nulls last
    ) r
    where not exists (
      select from deployment_statuses s
      where s.organization_id = ${organizationId}::bigint and s.deployment_id = r."deploymentId"
        and s.state = r.state and s.created_at = r."createdAt")
    on conflict do nothing returning status_id as id`,
  );
  return rows.length;
}

export type ReleaseRow = {
  readonly releaseId: number;
  readonly repositoryId: number;
  readonly tag: string;
  readonly publishedAt: Date | null;
  readonly prerelease: boolean;
  readonly removed: boolean;
};

/**
 * Keeps releases as they were last seen; a removed one stays removed.
 *
 * @param releases - each id once
 * @returns how many changed
 */
export async function saveReleases(
  tx: Transaction,
  organizationId: number,
  releases: readonly ReleaseRow[],
): Promise<number> {
  if (releases.length === 0) return 0;
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    insert into releases as t (organization_id, release_id, repository_id, tag, published_at, prerelease, removed)
    select ${organizationId}::bigint, "releaseId", "repositoryId", tag, "publishedAt", prerelease, removed
    from jsonb_to_recordset(${jsonRows(releases)})
      as r("releaseId" bigint, "repositoryId" bigint, tag text, "publishedAt" timestamptz(3), prerelease boolean, removed boolean)
    on conflict (organization_id, release_id) do update
    set tag = excluded.tag, published_at = coalesce(excluded.published_at, t.published_at),
        prerelease = excluded.prerelease, removed = excluded.removed or t.removed
    where (t.tag, t.published_at, t.prerelease, t.removed) is distinct from
          (excluded.tag, coalesce(excluded.published_at, t.published_at), excluded.prerelease, excluded.removed or t.removed)
    returning t.release_id as id`,
  );
  return rows.length;
}

/** A repository whose deployments are to be fetched. */
export type DeployingRepository = {
  readonly id: number;
  readonly githubId: number | null;
  readonly fullName: string;
  /** Deployments made before this are known; null: none were fetched yet. */
  readonly readAt: Date | null;
};

/** Repositories that are still there; those whose deployments were fetched longest ago come first. */
export async function findDeployingRepositories(tx: Transaction): Promise<DeployingRepository[]> {
  const rows = await rowsOf<Omit<DeployingRepository, 'readAt'> & { readAt: number | null }>(
    tx,
    sql`
    select id, github_id as "githubId", full_name as "fullName",
      (extract(epoch from deployments_read_at) * 1000)::float8 as "readAt"
    from repositories where not removed order by deployments_read_at nulls first, id`,
  );
  return rows.map((row) => ({ ...row, readAt: row.readAt === null ? null : new Date(row.readAt) }));
}

/** Notes until when a repository's deployments are known. */
export async function noteDeploymentsRead(
  tx: Transaction,
  repositoryId: number,
  at: Date,
): Promise<void> {
  await tx.execute(sql`
    update repositories set deployments_read_at = ${at.toISOString()}::timestamptz
    where id = ${repositoryId}::bigint`);
}
