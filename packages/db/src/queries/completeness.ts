import type { Day, RepositoryCoverage } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { jsonRows } from './json-rows.ts';

/** Days, both included. */
export type DaySpan = { readonly from: Day; readonly to: Day };

/** What of a repository is to be counted. */
export type CompletenessCount = {
  readonly repositoryId: number;
  readonly span: DaySpan;
  /** Changes of pull requests that GitHub has and that are not here at all. */
  readonly missing: readonly { readonly day: Day; readonly count: number }[];
  readonly at: Date;
};

/**
 * Counts, after a repository was compared with GitHub, the pull requests that changed on each day:
 * those that are here, less those of which something is still to be fetched. Commits do not count,
 * which bear the dates of their developers' clocks.
 */
export async function countCompleteness(
  tx: Transaction,
  organizationId: number,
  { repositoryId, span, missing, at }: CompletenessCount,
): Promise<void> {
  await tx.execute(sql`
    with here as (${changesByDay(sql`= ${repositoryId}::bigint`, span)}),
    missing as (
      select day, sum(count)::int as count
      from jsonb_to_recordset(${jsonRows(missing)}) as m(day date, count int) group by day
    ), counted as (
      select d::date as day, coalesce(h.changed, 0) + coalesce(m.count, 0) as expected,
        coalesce(h.whole, 0) as present
      from generate_series(${span.from}::date, ${span.to}::date, interval '1 day') as d
      left join here h on h.day = d::date
      left join missing m on m.day = d::date
    )
    insert into completeness_days as k
      (organization_id, repository_id, day, expected, present, reason, checked_at)
    select ${organizationId}::bigint, ${repositoryId}::bigint, day, expected, present,
      case when present < expected then 'some pull requests differ' else 'live and reconciled' end,
      ${at.toISOString()}::timestamptz
    from counted
    on conflict (organization_id, repository_id, day) do update set
      expected = excluded.expected, present = excluded.present, reason = excluded.reason,
      checked_at = excluded.checked_at`);
}

/**
 * How many pull requests changed on each day on which any did, and of how many of them nothing is
 * still to be fetched; each day is counted in one pass over all of them.
 *
 * @param ofRepositories - what follows `repository_id`, such as `= 1`
 */
function changesByDay(ofRepositories: SQL, { from, to }: DaySpan): SQL {
  const within = (instant: SQL) => sql`${instant} >= ${from}::date::timestamp at time zone 'UTC'
    and ${instant} < (${to}::date + 1)::timestamp at time zone 'UTC'`;
  return sql`
    select c.repository_id, c.day, count(*)::int as changed,
      (count(*) filter (where not c.wanted))::int as whole,
      min(case when c.wanted then (
        select min(f.failure) from pull_request_fetches f
        where f.organization_id = c.organization_id and f.repository_id = c.repository_id
          and f.number = c.number) end) as why
    from (
      select o.organization_id, o.repository_id, o.id, o.number, o.day, exists (
        select from pull_request_fetches f
        where f.organization_id = o.organization_id and f.repository_id = o.repository_id
          and f.number = o.number) as wanted
      from (
        select p.organization_id, p.repository_id, p.id, p.number,
          (p.opened_at at time zone 'UTC')::date as day
        from pull_requests p
        where p.repository_id ${ofRepositories} and p.folded and ${within(sql`p.opened_at`)}
        union
        select p.organization_id, p.repository_id, p.id, p.number,
          (e.at at time zone 'UTC')::date as day
        from pull_requests p
        join pull_request_events e
          on e.organization_id = p.organization_id and e.pull_request_id = p.id
        where p.repository_id ${ofRepositories} and p.folded
          and e.kind not in ('snapshot', 'commit') and ${within(sql`e.at`)}
      ) o
    ) c
    group by c.repository_id, c.day`;
}

/** What the counts of a repository came to so far. */
export type CountsSoFar = {
  readonly counted: boolean;
  /** The first day of which something was missing; null if there is none. */
  readonly firstIncomplete: Day | null;
};

/** What the counts of a repository came to so far. */
export async function findCountsSoFar(tx: Transaction, repositoryId: number): Promise<CountsSoFar> {
  const [row] = await rowsOf<CountsSoFar>(
    tx,
    sql`
    select count(*) > 0 as counted,
      (min(day) filter (where present < expected))::text as "firstIncomplete"
    from completeness_days where repository_id = ${repositoryId}::bigint`,
  );
  return row ?? { counted: false, firstIncomplete: null };
}

/** A count of a repository's day. */
export type StoredCount = {
  readonly repositoryId: number;
  readonly day: Day;
  readonly expected: number;
  readonly present: number;
  readonly checkedOn: Day;
  /** Why something is lacking, as far as GitHub said; null where it did not. */
  readonly why: string | null;
};

/** The counts of all repositories; what was fetched since the count is there by now. */
export function findCompletenessDays(tx: Transaction, span: DaySpan): Promise<StoredCount[]> {
  const { from, to } = span;
  const isIncomplete = sql`(select k.repository_id from kept k where k.present < k.expected)`;
  return rowsOf<StoredCount>(
    tx,
    sql`
    with kept as (
      select repository_id, day, expected, present, checked_at
      from completeness_days where day between ${from}::date and ${to}::date
    ), here as (${changesByDay(sql`in ${isIncomplete}`, span)})
    select k.repository_id as "repositoryId", k.day::text as day, k.expected,
      greatest(k.present, least(k.expected, coalesce(h.whole, 0))) as present,
      (k.checked_at at time zone 'UTC')::date::text as "checkedOn", h.why
    from kept k
    left join here h on h.repository_id = k.repository_id and h.day = k.day
    order by k.repository_id, k.day`,
  );
}

/** A repository, and how far its history is known. */
export type CoveredRepository = {
  readonly repositoryId: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly removed: boolean;
  readonly coverage: RepositoryCoverage;
};

type Instants = 'horizon' | 'reached' | 'reconciledUntil';

/** How far the history of every repository is known. */
export async function findCoverage(tx: Transaction): Promise<CoveredRepository[]> {
  const rows = await rowsOf<
    Pick<CoveredRepository, 'repositoryId' | 'repository' | 'removed'> & {
      readonly isLive: boolean;
    } & Pick<RepositoryCoverage, 'state' | 'failure'> &
      Readonly<Record<Instants, number | null>>
  >(
    tx,
    sql`
    select r.id as "repositoryId", r.full_name as repository, r.removed,
      o.installation_status <> 'none' as "isLive", coalesce(b.state, 'none') as state, b.failure, ${millisecondsOf('horizon')} as horizon,
      ${millisecondsOf('reached')} as reached, ${millisecondsOf('reconciled_until')} as "reconciledUntil"
    from repositories r
    join organizations o on o.id = r.organization_id
    left join repository_backfills b on b.organization_id = r.organization_id and b.repository_id = r.id
    order by r.id`,
  );
  return rows.map(({ repositoryId, repository, removed, state, failure, isLive, ...instants }) => ({
    repositoryId,
    repository,
    removed,
    coverage: {
      state,
      failure,
      isLive,
      horizon: dateOf(instants.horizon),
      reached: dateOf(instants.reached),
      reconciledUntil: dateOf(instants.reconciledUntil),
    },
  }));
}

function millisecondsOf(column: string): SQL {
  return sql`(extract(epoch from b.${sql.identifier(column)}) * 1000)::float8`;
}

function dateOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}
