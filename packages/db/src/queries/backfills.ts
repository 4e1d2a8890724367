import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray } from './json-rows.ts';

/** A repository whose next page this worker fetches; nobody else has it until the lease ends. */
export type LeasedBackfill = {
  readonly repositoryId: number;
  readonly githubId: number | null;
  /** `owner/name`. */
  readonly fullName: string;
  readonly horizon: Date;
  /**
   * What was opened since was stored by a fetching that ended before, and is on the next page once more
   * where that ended within a page; null where the next page holds nothing that is stored.
   */
  readonly storedDownTo: Date | null;
  readonly cursor: string | null;
  readonly pageSize: number;
  readonly attempts: number;
  /** Until when, which is how the lease is known again. */
  readonly leasedUntil: Date;
};

/** Which to take, and until when. */
export type LeaseWish = {
  /** Out of these alone; null: any of the organisation. */
  readonly repositoryIds: readonly number[] | null;
  readonly now: Date;
  readonly until: Date;
};

/**
 * Takes the repository that is furthest behind: one without a page, then the one whose pages reach
 * back least, so that the recent past of all is there first. Null where there is nothing to do now.
 */
export async function leaseBackfill(
  tx: Transaction,
  { repositoryIds, now, until }: LeaseWish,
): Promise<LeasedBackfill | null> {
  const among =
    repositoryIds === null ? sql`true` : sql`b.repository_id = any(${bigintArray(repositoryIds)})`;
  const [row] = await rowsOf<LeasedRow>(
    tx,
    sql`
    with next as (
      select b.organization_id, b.repository_id, r.github_id, r.full_name
      from repository_backfills b
      join repositories r on r.organization_id = b.organization_id and r.id = b.repository_id
      where b.state in ('waiting', 'running') and not r.removed and ${among}
        and (b.leased_until is null or b.leased_until <= ${instantOf(now)})
        and (b.not_before is null or b.not_before <= ${instantOf(now)})
      order by b.reached desc nulls first, b.pushed_at desc nulls last, b.repository_id
      limit 1 for update of b skip locked)
    update repository_backfills b set state = 'running', leased_until = ${instantOf(until)},
      started_at = coalesce(b.started_at, ${instantOf(now)})
    from next n where b.organization_id = n.organization_id and b.repository_id = n.repository_id
    returning b.repository_id as "repositoryId", n.github_id as "githubId", n.full_name as "fullName",
      (extract(epoch from b.horizon) * 1000)::float8 as horizon, b.cursor, b.page_size as "pageSize",
      (extract(epoch from case when b.finished_at is not null then b.reached end) * 1000)::float8
        as "storedDownTo",
      b.attempts`,
  );
  return row === undefined ? null : { ...leasedOf(row), leasedUntil: until };
}

type Instants = 'horizon' | 'storedDownTo';
type LeasedRow = Omit<LeasedBackfill, Instants | 'leasedUntil'> & {
  readonly horizon: number;
  readonly storedDownTo: number | null;
};

function leasedOf({
  horizon,
  storedDownTo,
  ...row
}: LeasedRow): Omit<LeasedBackfill, 'leasedUntil'> {
  return {
    ...row,
    horizon: new Date(horizon),
    storedDownTo: storedDownTo === null ? null : new Date(storedDownTo),
  };
}

/** What a page adds to what is known to be fetched. */
export type FetchedPage = {
  /** Behind the page; null leaves the one before, from which it is read again. */
  readonly cursor: string | null;
  /** Pull requests stored. */
  readonly stored: number;
  /** Opening of the oldest of them; null if none was stored. */
  readonly reached: Date | null;
  readonly total: number;
  readonly cost: number;
  readonly isLast: boolean;
  readonly nextPageSize: number;
  /** What could not be read, in a line; null leaves what stands. */
  readonly failure: string | null;
};

/**
 * Moves on behind a page, in the transaction that stores it. False, and nothing moved, if the lease
 * is another's by now: then the page must not be stored either.
 */
export async function advanceBackfill(
  tx: Transaction,
  { repositoryId, leasedUntil, attempts }: LeasedBackfill,
  page: FetchedPage & { readonly now: Date },
): Promise<boolean> {
  const { isLast } = page;
  const rows = await rowsOf<{ moved: number }>(
    tx,
    sql`
    update repository_backfills set
      cursor = coalesce(${page.cursor}::text, cursor), page_size = ${page.nextPageSize}::int,
      reached = least(reached, ${page.reached?.toISOString() ?? null}::timestamptz),
      pull_requests_done = least(${page.total}::int, pull_requests_done + ${page.stored}::int),
      pull_requests_total = ${page.total}::int, pages = pages + 1, points = points + ${page.cost}::int,
      attempts = 0, not_before = null, leased_until = null,
      failure = coalesce(${page.failure}::text, case when ${attempts}::int > 0 then null else failure end),
      state = ${isLast ? 'done' : 'running'},
      finished_at = case when ${isLast} then ${instantOf(page.now)} end,
      reconciled_until = case when ${isLast} then coalesce(reconciled_until, started_at) else reconciled_until end
    where repository_id = ${repositoryId}::bigint and leased_until = ${instantOf(leasedUntil)}
    returning 1 as moved`,
  );
  return rows.length > 0;
}

/** Gives a lease back without a page. */
export type BackfillSetback = {
  readonly state: 'running' | 'unreachable';
  /** Why, in one line; null where nothing went wrong. */
  readonly failure: string | null;
  readonly notBefore: Date | null;
  readonly attempts: number;
  readonly pageSize: number;
  /** From the newest on again: the cursor is not known on GitHub any more. */
  readonly fromStart?: boolean;
};

/** Ends a lease that came to nothing; whoever lost it changes nothing. */
export async function setBackfillBack(
  tx: Transaction,
  { repositoryId, leasedUntil }: Pick<LeasedBackfill, 'repositoryId' | 'leasedUntil'>,
  setback: BackfillSetback,
): Promise<void> {
  const fromStart = setback.fromStart === true;
  await tx.execute(sql`
    update repository_backfills set state = ${setback.state}, failure = ${setback.failure},
      not_before = ${setback.notBefore?.toISOString() ?? null}::timestamptz,
      attempts = ${setback.attempts}::int, page_size = ${setback.pageSize}::int, leased_until = null,
      cursor = case when ${fromStart} then null else cursor end,
      pull_requests_done = case when ${fromStart} then 0 else pull_requests_done end
    where repository_id = ${repositoryId}::bigint and leased_until = ${instantOf(leasedUntil)}`);
}

/** What is still to be fetched of an organisation, and when the next page may be. */
export type BackfillBacklog = {
  readonly open: number;
  /** Open ones that nobody is at and that need not wait. */
  readonly due: number;
  /** When the first of those that wait, or are leased, comes free; null if none does. */
  readonly nextAt: Date | null;
};

/** What is left to fetch, of the organisation or of some of its repositories. */
export async function findBackfillBacklog(
  tx: Transaction,
  { repositoryIds, now }: Pick<LeaseWish, 'repositoryIds' | 'now'>,
): Promise<BackfillBacklog> {
  const among =
    repositoryIds === null ? sql`true` : sql`b.repository_id = any(${bigintArray(repositoryIds)})`;
  const free = sql`greatest(b.leased_until, b.not_before)`;
  const isDue = sql`coalesce(${free} <= ${instantOf(now)}, true)`;
  const [row] = await rowsOf<{ open: number; due: number; next: number | null }>(
    tx,
    sql`
    select count(*)::int as open, (count(*) filter (where ${isDue}))::int as due,
      (extract(epoch from min(${free}) filter (where not ${isDue})) * 1000)::float8 as next
    from repository_backfills b
    join repositories r on r.organization_id = b.organization_id and r.id = b.repository_id
    where b.state in ('waiting', 'running') and not r.removed and ${among}`,
  );
  const next = row?.next ?? null;
  return {
    open: row?.open ?? 0,
    due: row?.due ?? 0,
    nextAt: next === null ? null : new Date(next),
  };
}

function instantOf(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}

/**
 * Ends every lease of the organisation: those of a process that is no more, where there can be one
 * process only.
 */
export async function endLeases(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`update repository_backfills set leased_until = null where leased_until is not null`,
  );
}
