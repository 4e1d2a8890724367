import type { Authorship, PullRequestState, Stage } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { bigintArray } from './json-rows.ts';

export const pullRequestSorts = ['date', 'age', 'cycle_time', 'updated', 'size'] as const;
/**
 * The order of a list: newest first by the date that its state is about, opened longest ago first,
 * longest from the first commit to the merge first, last moved first, or most lines first. What has
 * no cycle time or size comes last.
 */
export type PullRequestSort = (typeof pullRequestSorts)[number];

/** Which pull requests, and in which order. Null filters are "all". */
export type PullRequestFilter = {
  /** `closed` means without a merge; `all` and `open` go by opening. */
  readonly state: PullRequestState | 'all';
  readonly from: Date;
  readonly to: Date;
  readonly repositoryId: number | null;
  /** Those that count for a member of the team on that date. */
  readonly teamId: number | null;
  /** Those that count for one of these people. */
  readonly personIds: ReadonlySet<number> | null;
  readonly authorship: Authorship | null;
  /** The stage that an open pull request is in. */
  readonly stage: Stage | null;
  readonly sort: PullRequestSort;
  /** Those whose cycle time is known and lies in `[from, to)`, in seconds; null for no bound. */
  readonly cycleTime?: { readonly from: number | null; readonly to: number | null };
};

/** Where a page ended. */
export type ListPosition = { readonly position: number; readonly id: number };

/** Unknown, and so outside all bounds, before the merge. */
const CYCLE_SECONDS = sql`extract(epoch from p.merged_at - p.first_commit_at)::float8`;

/** The condition of a filter on `pull_requests p`. */
export function matches(filter: PullRequestFilter): SQL {
  const at = dateOf(filter.state);
  const { authorship, personIds, repositoryId, stage, state, teamId } = filter;
  const { from: shortest = null, to: longest = null } = filter.cycleTime ?? {};
  const conditions = [
    sql`p.folded and ${at} >= ${instant(filter.from)} and ${at} < ${instant(filter.to)}`,
    ...(state === 'all' ? [] : [sql`p.state = ${state}`]),
    ...(repositoryId === null ? [] : [sql`p.repository_id = ${repositoryId}::bigint`]),
    ...(authorship === null ? [] : [sql`p.authorship = ${authorship}`]),
    ...(personIds === null ? [] : [sql`p.responsible_id = any(${bigintArray(personIds)})`]),
    ...(stage === null ? [] : [sql`p.state = 'open' and p.segments -> -1 ->> 'stage' = ${stage}`]),
    ...(shortest === null ? [] : [sql`${CYCLE_SECONDS} >= ${shortest}::float8`]),
    ...(longest === null ? [] : [sql`${CYCLE_SECONDS} < ${longest}::float8`]),
    ...(teamId === null ? [] : [isMember(teamId, at)]),
  ];
  return sql.join(conditions, sql` and `);
}

/** What a list is ordered by, descending. */
type Places = {
  readonly order: SQL;
  /** The same as a number, for cursors. */
  readonly position: SQL;
  readonly bound: (position: number) => SQL;
};

/** How the order of a list is asked for, remembered and taken up again. */
export function placesOf({ sort, state }: Pick<PullRequestFilter, 'sort' | 'state'>): Places {
  if (sort === 'date') {
    const order = dateOf(state);
    return { order, position: milliseconds(order), bound: (at) => instant(new Date(at)) };
  }
  const order = orders[sort];
  return { order, position: order, bound: (position) => sql`${position}::float8` };
}

const orders: Readonly<Record<Exclude<PullRequestSort, 'date'>, SQL>> = {
  age: sql`-${milliseconds(sql`p.opened_at`)}`,
  cycle_time: sql`coalesce(${CYCLE_SECONDS} * 1000, -1)`,
  updated: milliseconds(
    sql`greatest(p.opened_at, p.ready_at, p.first_review_at, p.first_ai_review_at, p.first_response_at, p.approved_at, p.merged_at, p.closed_at)`,
  ),
  size: sql`coalesce(p.additions::float8 + p.deletions, -1)`,
};

function dateOf(state: PullRequestFilter['state']): SQL {
  if (state === 'merged') return sql`p.merged_at`;
  return state === 'closed' ? sql`p.closed_at` : sql`p.opened_at`;
}

function isMember(teamId: number, at: SQL): SQL {
  return sql`exists (
    select from team_memberships m
    where m.organization_id = p.organization_id and m.team_id = ${teamId}::bigint
      and m.person_id = p.responsible_id and m.from_day <= (${at} at time zone 'UTC')::date
      and (m.to_day is null or (${at} at time zone 'UTC')::date < m.to_day))`;
}

function milliseconds(at: SQL): SQL {
  return sql`(extract(epoch from ${at}) * 1000)::float8`;
}

function instant(date: Date): SQL {
  return sql`${date.toISOString()}::timestamptz`;
}
