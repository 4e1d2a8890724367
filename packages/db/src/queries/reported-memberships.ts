import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A time in a team, `[from, to)`, of which Copilot's reports alone tell. */
export type ReportedMembership = {
  readonly team: { readonly githubId: number | null; readonly slug: string };
  readonly member: { readonly githubId: number | null; readonly login: string };
  readonly from: Day;
  readonly to: Day;
};

type ReportedRow = {
  readonly teamGithubId: number | null;
  readonly slug: string;
  readonly githubId: number | null;
  readonly login: string;
  readonly from: Day;
  readonly to: Day;
};

/**
 * Times in teams before the first directory that no membership covers, as the reports of users by
 * team tell: days of reports that follow each other are one time. Empty until there is a directory.
 */
export async function findReportedMemberships(tx: Transaction): Promise<ReportedMembership[]> {
  const rows = await rowsOf<ReportedRow>(
    tx,
    sql`
    with first_directory as (
      select min((started_at at time zone 'UTC')::date) as day from repair_runs
      where kind = 'directory' and finished_at is not null and failure is null
    ), report_days as (
      select day, row_number() over (order by day) as place from copilot_reports
      where kind = 'user_teams' and state = 'fetched'
    ), member_days as (
      select distinct t.id as team_id, coalesce(a.merged_into_id, a.id) as person_id, d.day, r.place
      from copilot_user_team_days d
      join report_days r on r.day = d.day
      join first_directory f on d.day < f.day
      join teams t on t.organization_id = d.organization_id and t.github_id = d.team_github_id
      join people a on a.organization_id = d.organization_id and a.id = d.person_id
    ), untold as (
      select d.*, d.place - row_number() over (partition by team_id, person_id order by place) as spell
      from member_days d
      where not exists (
        select from team_memberships m
        join people b on b.organization_id = m.organization_id and b.id = m.person_id
        where m.team_id = d.team_id and coalesce(b.merged_into_id, b.id) = d.person_id
          and m.from_day <= d.day and (m.to_day is null or m.to_day > d.day))
    )
    select t.github_id as "teamGithubId", t.slug, p.github_id as "githubId", p.login,
      min(u.day)::text as "from", (max(u.day) + 1)::text as "to"
    from untold u
    join teams t on t.id = u.team_id
    join people p on p.id = u.person_id
    group by t.id, t.github_id, t.slug, p.id, p.github_id, p.login, u.spell
    order by t.id, p.id, 5`,
  );
  return rows.map(membershipOf);
}

function membershipOf({ teamGithubId, slug, githubId, login, ...time }: ReportedRow) {
  return { team: { githubId: teamGithubId, slug }, member: { githubId, login }, ...time };
}
