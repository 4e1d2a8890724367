import { startOfDay, type Authorship, type Day, type PullRequestState } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** Whom a comparison is about, and what dates their treatment. */
export type ComparisonPopulation = {
  readonly tool: string;
  readonly source: 'seat' | 'usage' | 'import' | 'disclosed';
  /** Members of any of these teams on any day; null for everybody. */
  readonly teamIds: readonly number[] | null;
  /** Where treatment began on one day for all, the day that the team of each is taken of. */
  readonly cohorts?: { readonly since: Day | null };
};

/** A human of the population, present at least once. */
export type ComparedDeveloper = {
  readonly id: number;
  readonly adoptedOn: Day | null;
  readonly status: 'known' | 'unknown' | 'never';
  readonly firstActiveOn: Day;
  readonly lastActiveOn: Day;
  /** The team on the day of treatment, else the last one; null for none. */
  readonly teamId: number | null;
  /** First day with a licence of the tool; null or left out where none is known. */
  readonly seatedOn?: Day | null;
};

/** A pull request that counts for a human; those of bots that are no AI agents are left out. */
export type ComparedPullRequest = {
  readonly developerId: number;
  readonly repositoryId: number;
  readonly authorship: Authorship;
  readonly state: PullRequestState;
  readonly openedAt: Date;
  readonly mergedAt: Date | null;
  readonly cycleTimeSeconds: number | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly reviewCycles: number | null;
  /** A pull request that reverts it was merged within 30 days of its merge. */
  readonly reverted: boolean;
};

/** The humans of a population, with the day they started with the tool. */
export function findComparedDevelopers(
  tx: Transaction,
  { tool, source, teamIds, cohorts }: ComparisonPopulation,
): Promise<ComparedDeveloper[]> {
  const treatedOn = sql`coalesce(${cohorts?.since ?? null}::date, a.started_on)`;
  // who is treated is told by the cohorts there, and not by who was given a licence
  const seatedOn = cohorts === undefined ? sql`s.started_on::text` : sql`null::text`;
  return rowsOf<ComparedDeveloper>(
    tx,
    sql`
    select p.id, a.started_on::text as "adoptedOn", coalesce(a.status, 'never') as status,
           ${seatedOn} as "seatedOn", min(d.day)::text as "firstActiveOn", max(d.day)::text as "lastActiveOn",
           (
             select m.team_id from team_memberships m
             join teams t on t.organization_id = m.organization_id and t.id = m.team_id
             join people member on member.organization_id = m.organization_id
               and member.id = m.person_id
             where coalesce(member.merged_into_id, member.id) = p.id
             -- The one of that day first; of several, the one joined first, then by what never changes.
             order by (m.from_day <= ${treatedOn} and (m.to_day is null or m.to_day > ${treatedOn})) desc nulls last,
               case when ${treatedOn} is null then m.to_day end desc nulls first, m.from_day,
               t.github_id nulls last, lower(t.slug) collate "C"
             limit 1
           ) as "teamId"
    from people p
    join people alias on alias.organization_id = p.organization_id
      and coalesce(alias.merged_into_id, alias.id) = p.id
    join activity_days d on d.organization_id = p.organization_id and d.person_id = alias.id
    left join adoptions a on a.organization_id = p.organization_id and a.person_id = p.id
      and a.tool = ${tool} and a.source = ${source}
    left join adoptions s on s.organization_id = p.organization_id and s.person_id = p.id
      and s.tool = ${tool} and s.source = 'seat'
    where p.merged_into_id is null and coalesce(p.kind_override, p.kind) = 'human'
      and ${isMember(teamIds)}
    group by p.id, a.started_on, a.status, s.started_on
    order by p.id`,
  );
}

/** The pull requests of a population, whatever became of them. */
export async function findComparedPullRequests(
  tx: Transaction,
  { teamIds }: Pick<ComparisonPopulation, 'teamIds'>,
): Promise<ComparedPullRequest[]> {
  const rows = await rowsOf<
    Omit<ComparedPullRequest, 'openedAt' | 'mergedAt'> & {
      readonly openedAt: number;
      readonly mergedAt: number | null;
    }
  >(
    tx,
    sql`
    select p.id as "developerId", r.repository_id as "repositoryId", r.authorship, r.state,
           r.additions, r.deletions, r.review_cycles as "reviewCycles", (extract(epoch from r.opened_at) * 1000)::float8 as "openedAt",
           (extract(epoch from r.merged_at) * 1000)::float8 as "mergedAt",
           case when r.merged_at is not null
             then r.coding_seconds + r.pickup_seconds + r.review_seconds + r.merge_seconds
           end as "cycleTimeSeconds",
           exists (
             select from pull_requests v
             where v.organization_id = r.organization_id and v.repository_id = r.repository_id
               and v.reverts_number = r.number and v.merged_at >= r.merged_at
               and v.merged_at < r.merged_at + interval '30 days'
           ) as reverted
    from pull_requests r
    join people p on p.organization_id = r.organization_id and p.id = r.responsible_id
    where r.folded and r.authorship <> 'bot' and coalesce(p.kind_override, p.kind) = 'human'
      and ${isMember(teamIds)}
    order by r.opened_at, r.id`,
  );
  return rows.map((row) => ({
    ...row,
    openedAt: new Date(row.openedAt),
    mergedAt: row.mergedAt === null ? null : new Date(row.mergedAt),
  }));
}

/** Which sources date the use of a tool here, and for how many people. */
export function findAdoptionSources(
  tx: Transaction,
  tool: string,
): Promise<{ source: ComparisonPopulation['source']; people: number }[]> {
  return rowsOf(
    tx,
    sql`select source, count(*) as people from adoptions where tool = ${tool} group by source`,
  );
}

/** Midnight after the last day on which anything is known to have happened; null if nothing is. */
export async function findEndOfActivity(tx: Transaction): Promise<Date | null> {
  const [last] = await rowsOf<{ day: Day | null }>(
    tx,
    sql`select (max(day) + 1)::text as day from activity_days`,
  );
  return last?.day == null ? null : startOfDay(last.day);
}

/** The version of an organisation's data, as this transaction sees it. */
export async function findDataVersion(tx: Transaction, organizationId: number): Promise<number> {
  const [row] = await rowsOf<{ version: number }>(
    tx,
    sql`select data_version as version from organizations where id = ${organizationId}`,
  );
  return row?.version ?? 0;
}

function isMember(teamIds: readonly number[] | null) {
  if (teamIds === null) return sql`true`;
  return sql`exists (
    select from team_memberships m
    where m.organization_id = p.organization_id and m.person_id = p.id
      and m.team_id in (
        select value::bigint from jsonb_array_elements_text(${JSON.stringify(teamIds)}::jsonb)))`;
}
