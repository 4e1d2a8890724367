import {
  DAY_MILLISECONDS,
  deliveredPullRequests,
  endedDeployments,
  type DeploymentRecord,
  type FactSet,
  type MergedChange,
  type Window,
} from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { textArray } from './json-rows.ts';
import { findProductionEnvironments } from './organization-settings.ts';

/** A merge is looked for so long before its deployment, and a roll-back so long after. */
const LOOK_AROUND_DAYS = 90;

/**
 * Deployments to production that ended in a window, and pull requests that reached it there. Of
 * repositories whose default branch is not known every branch counts.
 */
export async function findDeliveries(
  tx: Transaction,
  window: Window,
): Promise<Pick<FactSet, 'deployments' | 'delivered'>> {
  const around = {
    from: daysFrom(window.from, -LOOK_AROUND_DAYS),
    to: daysFrom(window.to, LOOK_AROUND_DAYS),
  };
  const records = await findRecords(tx, around);
  if (records.length === 0) return { deployments: [], delivered: [] };
  const changes = await findMergedChanges(tx, { from: around.from, to: window.to });
  return {
    deployments: endedDeployments(records).filter(({ at }) => isWithin(at, window)),
    delivered: deliveredPullRequests(changes, records).filter(({ deployedAt }) =>
      isWithin(deployedAt, window),
    ),
  };
}

type Instants<Row, Names extends keyof Row> = Omit<Row, Names> & {
  readonly [Name in Names]: null extends Row[Name] ? number | null : number;
};

async function findRecords(tx: Transaction, span: Window): Promise<DeploymentRecord[]> {
  const names = await findProductionEnvironments(tx);
  const rows = await rowsOf<Instants<DeploymentRecord, 'createdAt' | 'succeededAt' | 'failedAt'>>(
    tx,
    sql`
    select d.repository_id as "repositoryId", d.environment, d.sha,
      (extract(epoch from d.created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from min(s.created_at) filter (where s.state = 'success')) * 1000)::float8 as "succeededAt",
      (extract(epoch from min(s.created_at) filter (where s.state in ('failure', 'error'))) * 1000)::float8 as "failedAt"
    from deployments d
    join deployment_statuses s on s.organization_id = d.organization_id and s.deployment_id = d.deployment_id
    where lower(d.environment) like any(${textArray(names.map(likePattern))})
      and d.created_at >= ${span.from.toISOString()}::timestamptz
      and d.created_at < ${span.to.toISOString()}::timestamptz
    group by d.deployment_id, d.repository_id, d.environment, d.sha, d.created_at`,
  );
  return rows.map(({ createdAt, succeededAt, failedAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    succeededAt: succeededAt === null ? null : new Date(succeededAt),
    failedAt: failedAt === null ? null : new Date(failedAt),
  }));
}

async function findMergedChanges(tx: Transaction, span: Window): Promise<MergedChange[]> {
  const rows = await rowsOf<Instants<MergedChange, 'firstCommitAt' | 'mergedAt'>>(
    tx,
    sql`
    select p.repository_id as "repositoryId", p.responsible_id as "personId", p.authorship,
      (extract(epoch from p.first_commit_at) * 1000)::float8 as "firstCommitAt",
      (extract(epoch from p.merged_at) * 1000)::float8 as "mergedAt"
    from pull_requests p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    where p.folded and not p.flags ? 'commits_unknown'
      and p.merged_at >= ${span.from.toISOString()}::timestamptz
      and p.merged_at < ${span.to.toISOString()}::timestamptz
      and (r.default_branch is null or p.base_ref is null or p.base_ref = r.default_branch)`,
  );
  return rows.map(({ firstCommitAt, mergedAt, ...row }) => ({
    ...row,
    firstCommitAt: new Date(firstCommitAt),
    mergedAt: new Date(mergedAt),
  }));
}

/** A name in which `*` stands for any characters, as a pattern of `like`. */
function likePattern(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\\%_]/g, (character) => `\\${character}`)
    .replaceAll('*', '%');
}

function isWithin(instant: Date, { from, to }: Window): boolean {
  return instant >= from && instant < to;
}

function daysFrom(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MILLISECONDS);
}
