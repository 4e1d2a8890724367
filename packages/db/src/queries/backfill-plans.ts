import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows } from './json-rows.ts';

/** Pull requests a page that GitHub answers in good time. */
export const USUAL_PAGE_SIZE = 25;

/** A repository whose history is to be fetched, by GitHub's id. */
export type PlannedBackfill = {
  readonly githubId: number;
  readonly pushedAt: Date | null;
};

/**
 * Makes or renews the notes of how far histories were fetched. What was fetched stays; a horizon that
 * lies further back has a finished one go on; one that was out of reach is tried again.
 *
 * @param plan.others - what becomes of the repositories that the plan does not name: out of reach
 *   for this reason, or left as they are (null)
 */
export async function planBackfills(
  tx: Transaction,
  organizationId: number,
  plan: {
    readonly repositories: readonly PlannedBackfill[];
    readonly horizon: Date;
    readonly others: string | null;
  },
): Promise<void> {
  const rows = plan.repositories.map(({ githubId, pushedAt }) => ({
    githubId,
    pushedAt: pushedAt?.toISOString() ?? null,
  }));
  await tx.execute(sql`
    insert into repository_backfills as b (organization_id, repository_id, horizon, page_size, pushed_at)
    select ${organizationId}::bigint, r.id, ${instantOf(plan.horizon)}, ${USUAL_PAGE_SIZE}::int, p."pushedAt"
    from jsonb_to_recordset(${jsonRows(rows)}) as p("githubId" bigint, "pushedAt" timestamptz)
    join repositories r on r.github_id = p."githubId"
    on conflict (organization_id, repository_id) do update set
      pushed_at = coalesce(excluded.pushed_at, b.pushed_at),
      horizon = least(b.horizon, excluded.horizon),
      state = case when b.state = 'unreachable'
          or (b.state = 'done' and excluded.horizon < b.horizon)
        then 'waiting' else b.state end,
      attempts = case when b.state = 'unreachable' then 0 else b.attempts end,
      not_before = case when b.state = 'unreachable' then null else b.not_before end,
      failure = case when b.state = 'unreachable' then null else b.failure end`);
  if (plan.others === null) return;
  const named = bigintArray(plan.repositories.map(({ githubId }) => githubId));
  await tx.execute(sql`
    insert into repository_backfills as b
      (organization_id, repository_id, horizon, page_size, state, failure)
    select ${organizationId}::bigint, id, ${instantOf(plan.horizon)}, ${USUAL_PAGE_SIZE}::int,
      'unreachable', ${plan.others}
    from repositories where github_id is null or not github_id = any(${named})
    on conflict (organization_id, repository_id) do update set
      state = 'unreachable', failure = excluded.failure, leased_until = null
    where b.state <> 'done'`);
}

/** Stops what left the reach of the App, and has what came back go on where it was. */
export async function followReach(
  tx: Transaction,
  repositoryIds: readonly number[],
): Promise<void> {
  const those = sql`b.repository_id = any(${bigintArray(repositoryIds)})
    and r.organization_id = b.organization_id and r.id = b.repository_id`;
  await tx.execute(sql`
    update repository_backfills b set state = 'unreachable', leased_until = null,
      failure = 'the repository left the reach of the App'
    from repositories r where ${those} and r.removed and b.state in ('waiting', 'running')`);
  await tx.execute(sql`
    update repository_backfills b set state = 'waiting', failure = null, not_before = null, attempts = 0
    from repositories r where ${those} and not r.removed and b.state = 'unreachable'`);
}

/** Whether there is a repository of which nobody noted how far its history was fetched. */
export async function hasUnplannedRepositories(tx: Transaction): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    tx,
    sql`
    select exists (
      select from repositories r where not r.removed and not exists (
        select from repository_backfills b where b.organization_id = r.organization_id and b.repository_id = r.id)
    ) as found`,
  );
  return row?.found === true;
}

/** Whether the history of a repository was asked for that is in reach. */
export async function hasFetchedHistory(tx: Transaction): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    tx,
    sql`
    select exists (select from repository_backfills where state <> 'unreachable') as found`,
  );
  return row?.found === true;
}

function instantOf(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}
