import type { AccountKind, Authorship, Flag, PullRequestState } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { StoredSegment } from '../schema/pull-requests.ts';
import {
  matches,
  placesOf,
  type ListPosition,
  type PullRequestFilter,
} from './pull-request-filter.ts';

/** An account as shown: under its present name, by the administrator's word on its kind. */
export type ShownAccount = { readonly login: string; readonly kind: AccountKind };

/** A pull request as lists show it. */
export type ListedPullRequest = {
  readonly id: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly title: string | null;
  readonly state: PullRequestState;
  readonly draft: boolean;
  readonly author: ShownAccount | null;
  readonly responsible: ShownAccount | null;
  readonly authorship: Authorship;
  readonly firstCommitAt: Date;
  readonly openedAt: Date;
  readonly readyAt: Date | null;
  readonly firstReviewAt: Date | null;
  readonly firstAiReviewAt: Date | null;
  readonly firstResponseAt: Date | null;
  readonly approvedAt: Date | null;
  readonly mergedAt: Date | null;
  readonly closedAt: Date | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly changedFiles: number | null;
  readonly commits: number | null;
  readonly labels: readonly string[];
  readonly revertsNumber: number | null;
  readonly reviewCycles: number;
  readonly segments: readonly StoredSegment[];
  readonly flags: readonly Flag[];
};

/** A pull request of a list, with where it stands in the order that was asked for. */
export type PlacedPullRequest = ListedPullRequest & { readonly position: number };

/** A page of pull requests, in the order that was asked for; ids, descending, where that ties. */
export async function findPullRequests(
  tx: Transaction,
  filter: PullRequestFilter,
  page: { readonly after: ListPosition | null; readonly limit: number },
): Promise<PlacedPullRequest[]> {
  const { order, position, bound } = placesOf(filter);
  const { after, limit } = page;
  // The page is found before anything is read of its rows: rows are wide, and most are not on it.
  const placed = sql`
    join (
      select p.id, ${order} as place, ${position} as position
      from pull_requests p
      where ${matches(filter)}
        and ${after === null ? sql`true` : sql`(${order}, p.id) < (${bound(after.position)}, ${after.id}::bigint)`}
      order by place desc, p.id desc limit ${limit}
    ) page on page.id = p.id
    order by page.place desc, p.id desc`;
  return selectPullRequests<{ position: number }>(tx, placed, sql`page.position,`);
}

/** How many pull requests the pages of a list hold together. */
export async function countPullRequests(
  tx: Transaction,
  filter: PullRequestFilter,
): Promise<number> {
  const [row] = await rowsOf<{ total: number }>(
    tx,
    sql`select count(*)::int as total from pull_requests p where ${matches(filter)}`,
  );
  return row?.total ?? 0;
}

/** One pull request by its number; null if it is unknown, or not enough is known to show it. */
export async function findPullRequest(
  tx: Transaction,
  { repositoryId, number }: { readonly repositoryId: number; readonly number: number },
): Promise<ListedPullRequest | null> {
  const [found] = await selectPullRequests(
    tx,
    sql`where p.folded and p.repository_id = ${repositoryId} and p.number = ${number}`,
  );
  return found ?? null;
}

const dateFields = [
  'firstCommitAt',
  'openedAt',
  'readyAt',
  'firstReviewAt',
  'firstAiReviewAt',
  'firstResponseAt',
  'approvedAt',
  'mergedAt',
  'closedAt',
] as const;
type DateField = (typeof dateFields)[number];
type PullRequestRow = Omit<ListedPullRequest, DateField> & {
  readonly [Field in DateField]: number | null;
};

async function selectPullRequests<Extra extends object = object>(
  tx: Transaction,
  rest: SQL,
  extra: SQL = sql``,
): Promise<(ListedPullRequest & Extra)[]> {
  const rows = await rowsOf<PullRequestRow & Extra>(
    tx,
    sql`
    select ${extra} p.id, r.full_name as repository, p.number, p.title, p.state, coalesce(p.draft, false) as draft,
      ${account('author_id')} as author, ${account('responsible_id')} as responsible, p.authorship,
      ${ms('first_commit_at')} as "firstCommitAt", ${ms('opened_at')} as "openedAt",
      ${ms('ready_at')} as "readyAt", ${ms('first_review_at')} as "firstReviewAt",
      ${ms('first_ai_review_at')} as "firstAiReviewAt", ${ms('first_response_at')} as "firstResponseAt",
      ${ms('approved_at')} as "approvedAt", ${ms('merged_at')} as "mergedAt", ${ms('closed_at')} as "closedAt",
      p.additions, p.deletions, p.changed_files as "changedFiles", p.commits,
      coalesce(p.labels, '[]') as labels, p.reverts_number as "revertsNumber",
      coalesce(p.review_cycles, 0) as "reviewCycles", coalesce(p.segments, '[]') as segments,
      coalesce(p.flags, '[]') as flags
    from pull_requests p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    ${rest}`,
  );
  return rows.map((row) => ({ ...row, ...datesOf(row) }));
}

function datesOf(row: PullRequestRow): Pick<ListedPullRequest, DateField> {
  const openedAt = new Date(row.openedAt ?? Number.NaN);
  return {
    firstCommitAt: toDate(row.firstCommitAt) ?? openedAt,
    openedAt,
    readyAt: toDate(row.readyAt),
    firstReviewAt: toDate(row.firstReviewAt),
    firstAiReviewAt: toDate(row.firstAiReviewAt),
    firstResponseAt: toDate(row.firstResponseAt),
    approvedAt: toDate(row.approvedAt),
    mergedAt: toDate(row.mergedAt),
    closedAt: toDate(row.closedAt),
  };
}

function account(column: string): SQL {
  return sql`(
    select jsonb_build_object('login', coalesce(c.login, a.login),
      'kind', coalesce(c.kind_override, c.kind, a.kind_override, a.kind))
    from people a
    left join people c on c.organization_id = a.organization_id and c.id = a.merged_into_id
    where a.organization_id = p.organization_id and a.id = p.${sql.identifier(column)})`;
}

function ms(column: string): SQL {
  return sql`(extract(epoch from p.${sql.identifier(column)}) * 1000)::float8`;
}

function toDate(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
