import type { Authorship, PullRequestFact, Stage } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows } from './json-rows.ts';

/** A pull request by its natural key. */
export type PullRequestKey = { readonly repositoryId: number; readonly number: number };

/** The ids of pull requests, in the order of their keys; a row is made for each that has none. */
export async function resolvePullRequests(
  tx: Transaction,
  organizationId: number,
  keys: readonly PullRequestKey[],
): Promise<readonly (PullRequestKey & { readonly id: number })[]> {
  const given = sql`jsonb_to_recordset(${jsonRows(keys)}) as k("repositoryId" bigint, number int)`;
  return rowsOf(
    tx,
    sql`
    with known as (
      select p.id, k."repositoryId", k.number from ${given}
      left join pull_requests p on p.organization_id = ${organizationId}::bigint
        and p.repository_id = k."repositoryId" and p.number = k.number
    ), made as (
      insert into pull_requests (organization_id, repository_id, number)
      select ${organizationId}::bigint, "repositoryId", number from known where id is null
      returning id, repository_id as "repositoryId", number
    )
    select id, "repositoryId", number from known where id is not null
    union all select id, "repositoryId", number from made`,
  );
}

/** What of a stored fact decides which days it touches. */
export type StoredFact = PullRequestKey & {
  readonly id: number;
  readonly folded: boolean;
  readonly openedAt: Date | null;
  readonly firstReviewAt: Date | null;
  readonly mergedAt: Date | null;
  readonly closedAt: Date | null;
  readonly revertsNumber: number | null;
  readonly authorship: Authorship | null;
  readonly responsibleId: number | null;
};

type Instants = 'openedAt' | 'firstReviewAt' | 'mergedAt' | 'closedAt';

/** Locks pull requests for this transaction, and reads their facts as they stand. */
export async function lockPullRequests(
  tx: Transaction,
  organizationId: number,
  ids: Iterable<number>,
): Promise<StoredFact[]> {
  const rows = await rowsOf<Omit<StoredFact, Instants> & Record<Instants, number | null>>(
    tx,
    sql`
    select id, repository_id as "repositoryId", number, folded, authorship,
           reverts_number as "revertsNumber", responsible_id as "responsibleId",
           (extract(epoch from opened_at) * 1000)::float8 as "openedAt",
           (extract(epoch from first_review_at) * 1000)::float8 as "firstReviewAt",
           (extract(epoch from merged_at) * 1000)::float8 as "mergedAt",
           (extract(epoch from closed_at) * 1000)::float8 as "closedAt"
    from pull_requests where organization_id = ${organizationId}::bigint and id = any(${bigintArray(ids)})
    order by id for update`,
  );
  return rows.map((row) => ({
    ...row,
    openedAt: toDate(row.openedAt),
    firstReviewAt: toDate(row.firstReviewAt),
    mergedAt: toDate(row.mergedAt),
    closedAt: toDate(row.closedAt),
  }));
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

/** A folded fact, and the seconds of its stages once it has ended. */
export type FoldedPullRequest = {
  readonly id: number;
  readonly fact: PullRequestFact;
  readonly stageSeconds: Readonly<Record<Stage, number>> | null;
};

const FACT_COLUMNS = {
  folded: 'boolean',
  state: 'text',
  title: 'text',
  draft: 'boolean',
  author_id: 'bigint',
  author_kind: 'text',
  responsible_id: 'bigint',
  authorship: 'text',
  authorship_evidence: 'jsonb',
  first_commit_at: 'timestamptz(3)',
  opened_at: 'timestamptz(3)',
  ready_at: 'timestamptz(3)',
  first_review_at: 'timestamptz(3)',
  first_ai_review_at: 'timestamptz(3)',
  first_response_at: 'timestamptz(3)',
  approved_at: 'timestamptz(3)',
  merged_at: 'timestamptz(3)',
  closed_at: 'timestamptz(3)',
  merged_by_id: 'bigint',
  additions: 'int',
  deletions: 'int',
  changed_files: 'int',
  commits: 'int',
  head_ref: 'text',
  base_ref: 'text',
  labels: 'jsonb',
  reverts_number: 'int',
  review_cycles: 'int',
  coding_seconds: 'float8',
  pickup_seconds: 'float8',
  review_seconds: 'float8',
  merge_seconds: 'float8',
  segments: 'jsonb',
  flags: 'jsonb',
} as const;

type FactColumn = keyof typeof FACT_COLUMNS;

const names = Object.keys(FACT_COLUMNS);
const listed = (prefix: string) => sql.raw(names.map((name) => `${prefix}${name}`).join(', '));
const assignments = sql.raw(names.map((name) => `${name} = f.${name}`).join(', '));
const definitions = sql.raw(
  ['id bigint', ...Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`)].join(
    ', ',
  ),
);

/**
 * Puts folded facts in the place of the stored ones.
 *
 * @returns the ids of those that differed
 */
export async function saveFacts(
  tx: Transaction,
  organizationId: number,
  folded: readonly FoldedPullRequest[],
): Promise<ReadonlySet<number>> {
  if (folded.length === 0) return new Set();
  const changed = await rowsOf<{ id: number }>(
    tx,
    sql`
    update pull_requests p set ${assignments}
    from jsonb_to_recordset(${jsonRows(folded.map(toRow))}) as f(${definitions})
    where p.organization_id = ${organizationId}::bigint and p.id = f.id
      and (${listed('p.')}) is distinct from (${listed('f.')})
    returning p.id`,
  );
  return new Set(changed.map(({ id }) => id));
}

function toRow({ id, fact, stageSeconds }: FoldedPullRequest) {
  return {
    id,
    folded: true,
    state: fact.state,
    title: fact.title,
    draft: fact.draft,
    author_id: fact.authorId,
    author_kind: fact.authorKind,
    responsible_id: fact.responsibleId,
    authorship: fact.authorship,
    authorship_evidence: fact.authorshipEvidence,
    first_commit_at: fact.firstCommitAt,
    opened_at: fact.openedAt,
    ready_at: fact.readyAt,
    first_review_at: fact.firstReviewAt,
    first_ai_review_at: fact.firstAiReviewAt,
    first_response_at: fact.firstResponseAt,
    approved_at: fact.approvedAt,
    merged_at: fact.mergedAt,
    closed_at: fact.closedAt,
    merged_by_id: fact.mergedById,
    additions: fact.additions,
    deletions: fact.deletions,
    changed_files: fact.changedFiles,
    commits: fact.commits,
    head_ref: fact.headRef,
    base_ref: fact.baseRef,
    labels: fact.labels,
    reverts_number: fact.revertsNumber,
    review_cycles: fact.reviewCycles,
    coding_seconds: stageSeconds?.coding ?? null,
    pickup_seconds: stageSeconds?.pickup ?? null,
    review_seconds: stageSeconds?.review ?? null,
    merge_seconds: stageSeconds?.merge ?? null,
    segments: fact.segments,
    flags: fact.flags,
  } satisfies { id: number } & Record<FactColumn, unknown>;
}

/** When the pull requests that others revert were merged, of those that were. */
export async function findMergeDays(
  tx: Transaction,
  organizationId: number,
  keys: readonly PullRequestKey[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await rowsOf<{ day: string }>(
    tx,
    sql`
    select distinct (p.merged_at at time zone 'UTC')::date::text as day
    from jsonb_to_recordset(${jsonRows(keys)}) as k("repositoryId" bigint, number int)
    join pull_requests p on p.organization_id = ${organizationId}::bigint
      and p.repository_id = k."repositoryId" and p.number = k.number
    where p.merged_at is not null`,
  );
  return rows.map(({ day }) => day);
}
