import type { Authorship, Day, Grain, MeasureId, Measurement } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { findCohortMembers } from './cohorts.ts';
import { textArray } from './json-rows.ts';

/** The stored value of a measure in one bucket of one scope. */
export type StoredMeasurement = {
  readonly scope: string;
  /** First day of the bucket. */
  readonly bucket: Day;
  readonly measurement: Measurement;
};

/** A measure over the buckets that begin in `[from, to)`. */
export type SeriesRequest = {
  readonly measure: MeasureId;
  readonly grain: Grain;
  /** Keys of scopes that rollups are kept for. */
  readonly scopes: readonly string[];
  readonly from: Day;
  readonly to: Day;
};

/** Reads a measure of several scopes; buckets in which nothing happened have no row. */
export function findMeasurements(
  tx: Transaction,
  { measure, grain, scopes, from, to }: SeriesRequest,
): Promise<StoredMeasurement[]> {
  return rowsOf(
    tx,
    // Unpacks each row once; what has no such measure is left out outside.
    sql`
    select * from (
      select scope, bucket::text as bucket, measures -> ${measure} as measurement from rollups
      where grain = ${grain} and bucket >= ${from}::date and bucket < ${to}::date
        and scope = any(${textArray(scopes)})
      offset 0
    ) found where measurement is not null`,
  );
}

/** People of a view: everybody, or by the groups of it. Null filters are "all". */
export type PopulationRequest = {
  readonly from: Day;
  readonly to: Day;
  readonly team: number | null;
  readonly repository: number | null;
  readonly cohort: number | null;
  /** Narrows to those whom pull requests of the grade count for. */
  readonly authorship: Authorship | null;
  readonly by: 'team' | 'repository' | 'cohort' | 'authorship' | null;
};

/**
 * The humans whom a view is about: those who opened, merged, reviewed or committed anything in it on
 * a day of `[from, to)`, and those whom its pull requests count for. Where authorship plays a part,
 * only the latter, by pull requests opened or ended in the window.
 *
 * @returns people by the id of the team, repository or cohort, by grade, or by `all`; groups without people
 *   are left out
 */
export async function findPopulation(
  tx: Transaction,
  request: PopulationRequest,
): Promise<Map<string, Set<number>>> {
  const { cohort, by } = request;
  const rows = await rowsOf<{ key: string; personId: number }>(tx, accountsOf(request));
  const humans = await findHumanOwners(tx);
  const isAboutCohorts = by === 'cohort' || cohort !== null;
  const members = isAboutCohorts
    ? await findCohortMembers(tx, cohort === null ? null : [cohort])
    : null;
  const groups = new Map<string, Set<number>>();
  for (const { key, personId } of rows) {
    const owner = humans.get(personId);
    if (owner === undefined) continue;
    for (const group of groupsOf({ key, owner }, { by, members })) {
      groups.set(group, (groups.get(group) ?? new Set()).add(owner));
    }
  }
  return groups;
}

/** The groups of a view that a person is in: the one of the row, or those cohorts that have them. */
function groupsOf(
  { key, owner }: { readonly key: string; readonly owner: number },
  view: {
    readonly by: PopulationRequest['by'];
    readonly members: ReadonlyMap<number, ReadonlySet<number>> | null;
  },
): string[] {
  if (view.members === null) return [key];
  const cohorts = [...view.members].filter(([, people]) => people.has(owner));
  if (view.by === 'cohort') return cohorts.map(([id]) => String(id));
  return cohorts.length > 0 ? [key] : [];
}

/** The accounts of a view by group. */
function accountsOf(request: PopulationRequest): SQL {
  const { repository, authorship, by } = request;
  const isByPlace = repository !== null || authorship !== null;
  return isByPlace || by === 'repository' || by === 'authorship'
    ? accountsByDoing(request)
    : accountsByPerson(request);
}

/** Asks of each person, or each membership, whether anything was done in it: one look at an index. */
function accountsByPerson({ from, to, team, by }: PopulationRequest): SQL {
  const days = { from: sql`${from}::date`, to: sql`${to}::date` };
  if (by !== 'team' && team === null) {
    return sql`
    select 'all' as key, a.id as "personId" from people a
    where ${didAnything({ organization: sql`a.organization_id`, person: sql`a.id`, ...days })}`;
  }
  const membership = {
    organization: sql`m.organization_id`,
    person: sql`m.person_id`,
    from: sql`greatest(${days.from}, m.from_day)`,
    to: sql`least(${days.to}, m.to_day)`,
  };
  return sql`
    select distinct ${by === 'team' ? sql`m.team_id::text` : sql`'all'`} as key, m.person_id as "personId"
    from team_memberships m
    where ${team === null ? sql`true` : sql`m.team_id = ${team}::bigint`} and ${didAnything(membership)}`;
}

/** Whether a person did something, or a pull request that counts for them began or ended, on days of `[from, to)`. */
function didAnything(of: {
  readonly organization: SQL;
  readonly person: SQL;
  readonly from: SQL;
  readonly to: SQL;
}): SQL {
  const start = sql`(${of.from})::timestamp at time zone 'UTC'`;
  const end = sql`(${of.to})::timestamp at time zone 'UTC'`;
  const isWithin = ['opened_at', 'merged_at', 'closed_at'].map((column) => {
    const at = sql`p.${sql.identifier(column)}`;
    return sql`(${at} >= ${start} and ${at} < ${end})`;
  });
  return sql`(
    exists (
      select from activity_days d
      where d.organization_id = ${of.organization} and d.person_id = ${of.person}
        and d.day >= ${of.from} and d.day < ${of.to})
    or exists (
      select from pull_requests p
      where p.organization_id = ${of.organization} and p.responsible_id = ${of.person} and p.folded
        and (${sql.join(isWithin, sql` or `)})))`;
}

/**
 * The accounts of a view by group, from everything that was done in it. Days of doing are made few
 * before anything is joined to them: a fresh database knows nothing of its tables and would read them
 * again for each account.
 */
function accountsByDoing(request: PopulationRequest): SQL {
  const { team, repository, authorship, by } = request;
  const isByTeam = by === 'team' || team !== null;
  const columns = [
    sql`person_id`,
    ...(isByTeam ? [sql`organization_id, day`] : []),
    ...(by === 'repository' ? [sql`repository_id`] : []),
    ...(by === 'authorship' ? [sql`authorship`] : []),
  ];
  return sql`
    with d as materialized (
      select distinct ${sql.join(columns, sql`, `)} from (${doingsOf(request)}) doing
      where ${repository === null ? sql`true` : sql`repository_id = ${repository}`}
        and ${authorship === null ? sql`true` : sql`authorship = ${authorship}`}
        and ${team === null ? sql`true` : sql`person_id in (select person_id from team_memberships where team_id = ${team})`}
    )
    select distinct ${keyOf(by)} as key, d.person_id as "personId"
    from d ${isByTeam ? membershipOfTheDay : sql``}
    where ${team === null ? sql`true` : sql`m.team_id = ${team}`}`;
}

/** Every account of a human, with the account that it was merged into, if it was. */
async function findHumanOwners(tx: Transaction): Promise<ReadonlyMap<number, number>> {
  const rows = await rowsOf<{ id: number; owner: number }>(
    tx,
    sql`
    select id, coalesce(merged_into_id, id) as owner from people
    where coalesce(kind_override, kind) = 'human'`,
  );
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

const membershipOfTheDay = sql`
  join team_memberships m on m.organization_id = d.organization_id and m.person_id = d.person_id
    and m.from_day <= d.day and (m.to_day is null or d.day < m.to_day)`;

function keyOf(by: PopulationRequest['by']): SQL {
  if (by === 'team') return sql`m.team_id::text`;
  if (by === 'repository') return sql`d.repository_id::text`;
  return by === 'authorship' ? sql`d.authorship` : sql`'all'`;
}

function doingsOf({ from, to, by, authorship }: PopulationRequest): SQL {
  const work = pullRequestDays(from, to);
  if (by === 'authorship' || authorship !== null) return work;
  return sql`
    select organization_id, person_id, day, repository_id, null::text as authorship
    from activity_days where day >= ${from}::date and day < ${to}::date
    union all ${work}`;
}

/**
 * Openings and ends of pull requests, as days of the person they count for: each kind of date by its
 * own index.
 */
function pullRequestDays(from: Day, to: Day): SQL {
  const start = sql`${`${from}T00:00:00Z`}::timestamptz`;
  const end = sql`${`${to}T00:00:00Z`}::timestamptz`;
  const byDate = ['opened_at', 'merged_at', 'closed_at'].map((column) => {
    const at = sql.identifier(column);
    return sql`
    select organization_id, responsible_id as person_id, (${at} at time zone 'UTC')::date as day,
           repository_id, authorship
    from pull_requests
    where folded and responsible_id is not null and ${at} >= ${start} and ${at} < ${end}`;
  });
  return sql.join(byDate, sql` union all `);
}
