import type { Authorship, Day, Grain, MeasureId, Measurement } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

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
    sql`
    select scope, bucket::text as bucket, measures -> ${measure} as measurement from rollups
    where grain = ${grain} and bucket >= ${from}::date and bucket < ${to}::date
      and measures ? ${measure}
      and scope in (select jsonb_array_elements_text(${JSON.stringify(scopes)}::jsonb))`,
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
  const { team, repository, cohort, authorship, by } = request;
  const rows = await rowsOf<{ key: string; personId: number }>(
    tx,
    sql`
    select distinct ${keyOf(by)} as key, coalesce(a.merged_into_id, a.id) as "personId"
    from (${doingsOf(request)}) d
    join people a on a.organization_id = d.organization_id and a.id = d.person_id
    ${by === 'team' || team !== null ? membershipOfTheDay : sql``}
    ${by === 'cohort' || cohort !== null ? membershipOfCohorts : sql``}
    where coalesce(a.kind_override, a.kind) = 'human'
      and ${cohort === null ? sql`true` : sql`c.cohort_id = ${cohort}`}
      and ${team === null ? sql`true` : sql`m.team_id = ${team}`}
      and ${repository === null ? sql`true` : sql`d.repository_id = ${repository}`}
      and ${authorship === null ? sql`true` : sql`d.authorship = ${authorship}`}`,
  );
  const groups = new Map<string, Set<number>>();
  for (const { key, personId } of rows) {
    groups.set(key, (groups.get(key) ?? new Set()).add(personId));
  }
  return groups;
}

const membershipOfTheDay = sql`
  join team_memberships m on m.organization_id = d.organization_id and m.person_id = d.person_id
    and m.from_day <= d.day and (m.to_day is null or d.day < m.to_day)`;

const membershipOfCohorts = sql`
  join cohort_members c on c.organization_id = a.organization_id
    and c.person_id = coalesce(a.merged_into_id, a.id)`;

function keyOf(by: PopulationRequest['by']): SQL {
  if (by === 'team') return sql`m.team_id::text`;
  if (by === 'repository') return sql`d.repository_id::text`;
  if (by === 'cohort') return sql`c.cohort_id::text`;
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

/** Openings and ends of pull requests, as days of the person they count for. */
function pullRequestDays(from: Day, to: Day): SQL {
  return sql.join(
    ['opened_at', 'merged_at', 'closed_at'].map((column) => {
      const at = sql.identifier(column);
      return sql`
        select organization_id, responsible_id as person_id, (${at} at time zone 'UTC')::date as day,
               repository_id, authorship
        from pull_requests
        where folded and responsible_id is not null
          and ${at} >= ${`${from}T00:00:00Z`}::timestamptz and ${at} < ${`${to}T00:00:00Z`}::timestamptz`;
    }),
    sql` union all `,
  );
}
