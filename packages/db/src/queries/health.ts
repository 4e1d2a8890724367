import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';

/** How current what is known of a repository is. */
export type RepositoryHealth = {
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequests: number;
  readonly lastEventAt: Date | null;
  readonly archived: boolean;
  readonly removed: boolean;
};

/** Every repository with the last thing known to have happened to one of its pull requests. */
export async function findRepositoryHealth(tx: Transaction): Promise<RepositoryHealth[]> {
  const rows = await rowsOf<Omit<RepositoryHealth, 'lastEventAt'> & { lastEventAt: number | null }>(
    tx,
    sql`
    select r.full_name as repository, r.archived, r.removed, count(p.id)::int as "pullRequests",
      (extract(epoch from max(greatest(p.opened_at, p.ready_at, p.first_review_at, p.first_response_at,
        p.approved_at, p.merged_at, p.closed_at))) * 1000)::float8 as "lastEventAt"
    from repositories r
    left join pull_requests p on p.organization_id = r.organization_id and p.repository_id = r.id and p.folded
    group by r.id, r.full_name, r.archived, r.removed order by lower(r.full_name)`,
  );
  return rows.map((row) => ({
    ...row,
    lastEventAt: row.lastEventAt === null ? null : new Date(row.lastEventAt),
  }));
}

/** Days whose figures wait to be computed again. */
export async function countStaleDays(tx: Transaction): Promise<number> {
  const [row] = await rowsOf<{ days: number }>(
    tx,
    sql`select count(distinct day)::int as days from stale_days`,
  );
  return row?.days ?? 0;
}

/** What waits in the inbox and what failed; cheap, by the partial indexes. */
export async function findInboxBacklog(db: Queryable): Promise<{
  readonly pending: number;
  readonly failed: number;
  readonly oldestPendingAt: Date | null;
}> {
  const [row] = await rowsOf<{ pending: number; failed: number; oldest: number | null }>(
    db,
    sql`
    select (select count(*) from deliveries where state = 'pending') as pending,
      (select count(*) from deliveries where state = 'failed') as failed,
      (select (extract(epoch from min(received_at)) * 1000)::float8 from deliveries
       where state = 'pending') as oldest`,
  );
  return {
    pending: row?.pending ?? 0,
    failed: row?.failed ?? 0,
    oldestPendingAt: row?.oldest == null ? null : new Date(row.oldest),
  };
}
