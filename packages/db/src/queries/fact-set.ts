import {
  addDays,
  bucketOf,
  dayOf,
  type Authorship,
  type Day,
  type FactKind,
  type FactSet,
  type MeasuredPullRequest,
  type Membership,
  type Presence,
  type ScopedReview,
  type SeatOnDay,
  type ToolStart,
  type UsageDay,
  type Window,
  type WorkingTime,
} from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import {
  everything,
  isOfGrade,
  isOfPlace,
  isOfTeam,
  owner,
  type WantedFacts,
} from './wanted-facts.ts';

/**
 * The facts that the buckets of a window are computed from, widened to whole weeks where presence
 * needs them, but for deployments, of which nothing is kept; or those of them that are wanted, of
 * everybody who was ever in the team. Seat lists are whole. To be called inside `withOrganization`.
 */
export async function loadFactSet(
  tx: Transaction,
  window: Window,
  wanted: WantedFacts = everything,
): Promise<FactSet> {
  const weeks = {
    from: bucketOf('week', window.from).from,
    to: bucketOf('week', new Date(window.to.getTime() - 1)).to,
  };
  const are = (kind: FactKind): boolean => wanted.kinds.includes(kind);
  // One after the other: a transaction is one connection.
  return {
    pullRequests: are('pull_requests') ? await findPullRequests(tx, window, wanted) : [],
    reviews: are('reviews') ? await findReviews(tx, weeks, wanted) : [],
    presence: are('presence') ? await findPresence(tx, weeks, wanted) : [],
    memberships: await findMemberships(tx, wanted.team),
    cohortMembers: [],
    seats: are('seats') ? await findSeats(tx, window) : [],
    usageDays: are('usage') ? await findUsageDays(tx, window, wanted) : [],
    toolStarts: are('usage') ? await findToolStarts(tx, window) : [],
    usageKnownFrom: are('usage') ? await findUsageKnownFrom(tx) : null,
    deployments: [],
    delivered: [],
  };
}

type PullRequestRow = {
  id: number;
  repositoryId: number;
  personId: number | null;
  authorship: Authorship;
  openedAt: number;
  readyAt: number | null;
  firstReviewAt: number | null;
  firstAiReviewAt: number | null;
  mergedAt: number | null;
  closedAt: number | null;
  additions: number | null;
  deletions: number | null;
  reviewCycles: number;
  coding: number | null;
  pickup: number;
  review: number;
  merge: number;
  commitsUnknown: boolean;
  reverted: boolean;
  working: WorkingTime | null;
};

async function findPullRequests(
  tx: Transaction,
  window: Window,
  wanted: WantedFacts,
): Promise<MeasuredPullRequest[]> {
  const rows = await rowsOf<PullRequestRow>(
    tx,
    sql`
    select p.id, p.repository_id as "repositoryId", p.responsible_id as "personId", p.authorship,
           ${milliseconds('opened_at')} as "openedAt", ${milliseconds('ready_at')} as "readyAt",
           ${milliseconds('first_review_at')} as "firstReviewAt",
           ${milliseconds('first_ai_review_at')} as "firstAiReviewAt",
           ${milliseconds('merged_at')} as "mergedAt", ${milliseconds('closed_at')} as "closedAt",
           p.additions, p.deletions, p.review_cycles as "reviewCycles",
           p.coding_seconds as coding, p.pickup_seconds as pickup, p.review_seconds as review,
           p.merge_seconds as merge, p.flags ? 'commits_unknown' as "commitsUnknown",
           exists (
             select from pull_requests r
             where r.organization_id = p.organization_id and r.repository_id = p.repository_id
               and r.reverts_number = p.number and r.merged_at >= p.merged_at
               and r.merged_at < p.merged_at + interval '30 days'
           ) as reverted,
           case when w.calendar is not null then jsonb_build_object('calendar', w.calendar,
             'stageSeconds', jsonb_build_object('coding', w.coding_seconds, 'pickup', w.pickup_seconds,
               'review', w.review_seconds, 'merge', w.merge_seconds)) end as working
    from pull_requests p
    left join pull_request_working_times w on w.organization_id = p.organization_id and w.pull_request_id = p.id
    where p.folded and p.opened_at < ${instant(window.to)}
      and coalesce(p.merged_at, p.closed_at, 'infinity') >= ${instant(window.from)}
      and ${isOfTeam(sql`p.responsible_id`, wanted)} and ${isOfPlace(sql`p`, wanted)}
      and ${isOfGrade(wanted)}`,
  );
  return rows.map(toMeasuredPullRequest);
}

function toMeasuredPullRequest(row: PullRequestRow): MeasuredPullRequest {
  const { coding, pickup, review, merge, reverted, ...rest } = row;
  return {
    ...rest,
    openedAt: new Date(row.openedAt),
    readyAt: toDate(row.readyAt),
    firstReviewAt: toDate(row.firstReviewAt),
    firstAiReviewAt: toDate(row.firstAiReviewAt),
    mergedAt: toDate(row.mergedAt),
    closedAt: toDate(row.closedAt),
    stageSeconds: coding === null ? null : { coding, pickup, review, merge },
    revertedWithin30Days: reverted,
  };
}

async function findReviews(
  tx: Transaction,
  weeks: Window,
  wanted: WantedFacts,
): Promise<ScopedReview[]> {
  const rows = await rowsOf<Omit<ScopedReview, 'at'> & { at: number }>(
    tx,
    sql`
    select coalesce(a.merged_into_id, a.id) as "reviewerId", p.repository_id as "repositoryId",
           p.authorship, min(extract(epoch from e.at) * 1000)::float8 as at
    from pull_request_events e
    join pull_requests p on p.organization_id = e.organization_id and p.id = e.pull_request_id
    join people a on a.organization_id = e.organization_id and a.id = e.actor_id
    where e.kind = 'review' and e.at >= ${instant(weeks.from)} and e.at < ${instant(weeks.to)}
      and p.folded and coalesce(a.kind_override, a.kind) = 'human'
      and coalesce(a.merged_into_id, a.id) is distinct from p.author_id
      and ${isOfTeam(owner, wanted)} and ${isOfPlace(sql`p`, wanted)} and ${isOfGrade(wanted)}
    group by e.pull_request_id, e.data ->> 'reviewId', 1, 2, 3`,
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

function findPresence(tx: Transaction, weeks: Window, wanted: WantedFacts): Promise<Presence[]> {
  return rowsOf<Presence>(
    tx,
    sql`
    select distinct coalesce(a.merged_into_id, a.id) as "personId", d.day::text as day,
           d.repository_id as "repositoryId"
    from activity_days d
    join people a on a.organization_id = d.organization_id and a.id = d.person_id
    where d.day >= ${dayOf(weeks.from)}::date and d.day < ${dayOf(weeks.to)}::date
      and coalesce(a.kind_override, a.kind) = 'human'
      and ${isOfTeam(owner, wanted)} and ${isOfPlace(sql`d`, wanted)}`,
  );
}

/**
 * Every membership of a team, or of one of them, now and before, by the person that an account became
 * one with.
 */
export function findMemberships(
  tx: Transaction,
  team: number | null = null,
): Promise<Membership[]> {
  return rowsOf<Membership>(
    tx,
    sql`
    select m.team_id as "teamId", coalesce(a.merged_into_id, a.id) as "personId",
           m.from_day::text as "from", m.to_day::text as "to"
    from team_memberships m
    join people a on a.organization_id = m.organization_id and a.id = m.person_id
    where ${team === null ? sql`true` : sql`m.team_id = ${team}::bigint`}`,
  );
}

function findSeats(tx: Transaction, window: Window): Promise<SeatOnDay[]> {
  return rowsOf<SeatOnDay>(
    tx,
    sql`
    select s.day::text as day, coalesce(a.merged_into_id, a.id) as "personId",
           bool_or(coalesce(s.last_activity_at >= s.day - interval '28 days', false)) as active
    from copilot_seats s
    join people a on a.organization_id = s.organization_id and a.id = s.person_id
    where s.day >= ${dayOf(window.from)}::date and s.day < ${lastDayAfter(window)}::date
    group by 1, 2`,
  );
}

function findUsageDays(tx: Transaction, window: Window, wanted: WantedFacts): Promise<UsageDay[]> {
  return rowsOf<UsageDay>(
    tx,
    sql`
    select distinct coalesce(a.merged_into_id, a.id) as "personId", u.day::text as day
    from copilot_user_days u
    join people a on a.organization_id = u.organization_id and a.id = u.person_id
    where u.active and u.day >= ${dayOf(window.from)}::date and u.day < ${lastDayAfter(window)}::date
      and ${isOfTeam(owner, wanted)}`,
  );
}

function findToolStarts(tx: Transaction, window: Window): Promise<ToolStart[]> {
  return rowsOf<ToolStart>(
    tx,
    sql`
    select coalesce(a.merged_into_id, a.id) as "personId", i.tool, min(i.on_day)::text as "on"
    from adoption_imports i
    join people a on a.organization_id = i.organization_id and a.id = i.person_id
    where i.on_day < ${lastDayAfter(window)}::date
    group by 1, 2`,
  );
}

async function findUsageKnownFrom(tx: Transaction): Promise<Day | null> {
  const [known] = await rowsOf<{ day: Day | null }>(
    tx,
    sql`select least((select min(day) from copilot_user_days), (select min(on_day) from adoption_imports))::text as day`,
  );
  return known?.day ?? null;
}

/** The first day that lies wholly outside of a window. */
function lastDayAfter({ to }: Window): Day {
  return addDays(dayOf(new Date(to.getTime() - 1)), 1);
}

function milliseconds(column: string) {
  return sql`(extract(epoch from p.${sql.identifier(column)}) * 1000)::float8`;
}

function instant(date: Date) {
  return sql`${date.toISOString()}::timestamptz`;
}

function toDate(value: number | null): Date | null {
  return value === null ? null : new Date(value);
}
