import type { AccountKind, Authorship, Flag, PullRequestState } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { StoredSegment } from '../schema/pull-requests.ts';

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

/** Which pull requests, newest first by the date that the state is about. Null filters are "all". */
export type PullRequestFilter = {
  /** `closed` means without a merge; `all` and `open` go by opening. */
  readonly state: PullRequestState | 'all';
  readonly from: Date;
  readonly to: Date;
  readonly repositoryId: number | null;
  /** Those that count for a member of the team on that date. */
  readonly teamId: number | null;
  readonly authorship: Authorship | null;
  /** The last one of the page before. */
  readonly after: { readonly at: Date; readonly id: number } | null;
  readonly limit: number;
};

/** A page of pull requests, by date and id, both descending. */
export function findPullRequests(
  tx: Transaction,
  filter: PullRequestFilter,
): Promise<ListedPullRequest[]> {
  const at = sql`p.${sql.identifier(dateColumn(filter.state))}`;
  return selectPullRequests(
    tx,
    sql`
    where p.folded and ${at} >= ${instant(filter.from)} and ${at} < ${instant(filter.to)}
      and ${filter.state === 'all' ? sql`true` : sql`p.state = ${filter.state}`}
      and ${filter.repositoryId === null ? sql`true` : sql`p.repository_id = ${filter.repositoryId}`}
      and ${filter.authorship === null ? sql`true` : sql`p.authorship = ${filter.authorship}`}
      and ${filter.teamId === null ? sql`true` : isMember(filter.teamId, at)}
      and ${filter.after === null ? sql`true` : sql`(${at}, p.id) < (${instant(filter.after.at)}, ${filter.after.id}::bigint)`}
    order by ${at} desc, p.id desc limit ${filter.limit}`,
  );
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

/** The date that a list of a state goes by. */
export function listedAt(state: PullRequestFilter['state'], pullRequest: ListedPullRequest): Date {
  const at =
    state === 'merged'
      ? pullRequest.mergedAt
      : state === 'closed'
        ? pullRequest.closedAt
        : pullRequest.openedAt;
  return at ?? pullRequest.openedAt;
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

async function selectPullRequests(tx: Transaction, rest: SQL): Promise<ListedPullRequest[]> {
  const rows = await rowsOf<PullRequestRow>(
    tx,
    sql`
    select p.id, r.full_name as repository, p.number, p.title, p.state, coalesce(p.draft, false) as draft,
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
  return rows.map(toPullRequest);
}

function toPullRequest(row: PullRequestRow): ListedPullRequest {
  const openedAt = new Date(row.openedAt ?? Number.NaN);
  return {
    ...row,
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

function dateColumn(state: PullRequestFilter['state']): string {
  if (state === 'merged') return 'merged_at';
  return state === 'closed' ? 'closed_at' : 'opened_at';
}

function isMember(teamId: number, at: SQL): SQL {
  return sql`exists (
    select from team_memberships m
    where m.organization_id = p.organization_id and m.team_id = ${teamId}
      and m.person_id = p.responsible_id and m.from_day <= (${at} at time zone 'UTC')::date
      and (m.to_day is null or (${at} at time zone 'UTC')::date < m.to_day))`;
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

function instant(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}

function toDate(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
