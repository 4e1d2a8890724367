import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { fetchParts } from '../schema/backfills.ts';
import { jsonRows } from './json-rows.ts';

/** What can be missing of a pull request; `whole`: all of it. */
export type FetchPart = (typeof fetchParts)[number];

/** Something of a pull request that is to be fetched. */
export type WantedFetch = {
  readonly repositoryId: number;
  readonly number: number;
  readonly part: FetchPart;
  /** Where to go on; null: from the start. */
  readonly cursor: string | null;
  /** Why it is lacking, where GitHub did not give it; none unless told. */
  readonly failure?: string | null;
};

/**
 * Asks for parts of pull requests. What is asked for already is asked for once, from the start
 * unless both name the same place.
 */
export async function wantFetches(
  tx: Transaction,
  organizationId: number,
  { wanted, notBefore }: { readonly wanted: readonly WantedFetch[]; readonly notBefore: Date },
): Promise<void> {
  if (wanted.length === 0) return;
  await tx.execute(sql`
    insert into pull_request_fetches as f (organization_id, repository_id, number, part, cursor, failure, not_before)
    select distinct on ("repositoryId", number, part) ${organizationId}::bigint, "repositoryId", number,
      part, cursor, failure, ${instantOf(notBefore)}
    from jsonb_to_recordset(${jsonRows(wanted)})
      as w("repositoryId" bigint, number int, part text, cursor text, failure text)
    order by "repositoryId", number, part, cursor nulls first
    on conflict (organization_id, repository_id, number, part) do update set
      asked = f.asked + 1, attempts = 0, failure = coalesce(excluded.failure, f.failure),
      cursor = case when f.cursor = excluded.cursor then f.cursor end`);
}

/** A pull request as sources name it. */
export type NamedPullRequest = {
  readonly githubId: number | null;
  /** `owner/name`. */
  readonly fullName: string;
  readonly number: number;
};

/** Asks for a part, from its start, of pull requests that are known by their repository's name or id. */
export async function wantFetchesNamed(
  tx: Transaction,
  organizationId: number,
  wish: {
    readonly pullRequests: readonly NamedPullRequest[];
    readonly part: FetchPart;
    readonly notBefore: Date;
  },
): Promise<void> {
  const rows = await rowsOf<{ repositoryId: number; number: number }>(
    tx,
    sql`
    select r.id as "repositoryId", n.number
    from jsonb_to_recordset(${jsonRows(wish.pullRequests)})
      as n("githubId" bigint, "fullName" text, number int)
    join repositories r on r.github_id = n."githubId"
      or (n."githubId" is null and lower(r.full_name) = lower(n."fullName"))`,
  );
  const wanted = rows.map((row) => ({ ...row, part: wish.part, cursor: null }));
  await wantFetches(tx, organizationId, { wanted, notBefore: wish.notBefore });
}

/** A part that this worker fetches; nobody else has it until its lease ends. */
export type LeasedFetch = WantedFetch & {
  readonly githubId: number | null;
  /** `owner/name`. */
  readonly fullName: string;
  readonly asked: number;
  readonly attempts: number;
};

/** Takes what is due of an organisation, longest due first. */
export async function leaseFetches(
  tx: Transaction,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<LeasedFetch[]> {
  return rowsOf<LeasedFetch>(
    tx,
    sql`
    with due as (
      select f.organization_id, f.repository_id, f.number, f.part, r.github_id, r.full_name
      from pull_request_fetches f
      join repositories r on r.organization_id = f.organization_id and r.id = f.repository_id
      where f.not_before <= ${instantOf(now)}
      order by f.not_before, f.repository_id, f.number
      limit ${limit}::int for update of f skip locked)
    update pull_request_fetches f set not_before = ${instantOf(until)}
    from due d where f.organization_id = d.organization_id and f.repository_id = d.repository_id
      and f.number = d.number and f.part = d.part
    returning f.repository_id as "repositoryId", f.number, f.part, f.cursor, f.asked, f.attempts,
      d.github_id as "githubId", d.full_name as "fullName"`,
  );
}

/** Notes that a part is there to its end, or to a cursor: what was asked for meanwhile begins anew. */
export async function settleFetch(
  tx: Transaction,
  fetch: LeasedFetch,
  { cursor, now }: { readonly cursor: string | null; readonly now: Date },
): Promise<void> {
  const isAskedAnew = sql`asked <> ${fetch.asked}::int`;
  await tx.execute(
    cursor === null
      ? sql`delete from pull_request_fetches where ${rowOf(fetch)} and asked = ${fetch.asked}::int`
      : sql`update pull_request_fetches set cursor = ${cursor}, not_before = ${instantOf(now)},
          attempts = 0, failure = null where ${rowOf(fetch)} and asked = ${fetch.asked}::int`,
  );
  await tx.execute(sql`
    update pull_request_fetches set cursor = null, not_before = ${instantOf(now)}, attempts = 0
    where ${rowOf(fetch)} and ${isAskedAnew}`);
}

/** Puts a part off; a reason counts as a failed attempt. */
export async function postponeFetch(
  tx: Transaction,
  fetch: LeasedFetch,
  { notBefore, failure }: { readonly notBefore: Date; readonly failure: string | null },
): Promise<void> {
  await tx.execute(sql`
    update pull_request_fetches set not_before = ${instantOf(notBefore)},
      failure = coalesce(${failure}::text, failure),
      attempts = attempts + ${failure === null ? 0 : 1}::int
    where ${rowOf(fetch)}`);
}

/** Gives up on a part that is not to be had. */
export async function dropFetch(tx: Transaction, fetch: LeasedFetch): Promise<void> {
  await tx.execute(sql`delete from pull_request_fetches where ${rowOf(fetch)}`);
}

/** When the first part of the organisation is due; null if none is wanted. */
export async function findNextFetch(tx: Transaction): Promise<Date | null> {
  const [row] = await rowsOf<{ at: number | null }>(
    tx,
    sql`
    select (extract(epoch from min(not_before)) * 1000)::float8 as at from pull_request_fetches`,
  );
  return row?.at == null ? null : new Date(row.at);
}

function rowOf({ repositoryId, number, part }: LeasedFetch): SQL {
  return sql`repository_id = ${repositoryId}::bigint and number = ${number}::int and part = ${part}`;
}

function instantOf(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`;
}
