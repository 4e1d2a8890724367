import { TAKEN_AS_ALWAYS, type Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A time in a team, or out of it, `[from, to)`, of which Copilot's reports alone tell. */
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

/** The day of the first directory, from which on memberships are known. */
const firstDirectory = sql`
    first_directory as (
      select min((started_at at time zone 'UTC')::date) as day from repair_runs
      where kind = 'directory' and finished_at is not null and failure is null
    )`;

/**
 * Times in teams before the first directory that no membership covers, as the reports of users by
 * team tell: days of reports that follow each other are one time. Empty until there is a directory.
 */
export async function findReportedMemberships(tx: Transaction): Promise<ReportedMembership[]> {
  const rows = await rowsOf<ReportedRow>(
    tx,
    sql`
    with ${firstDirectory}, report_days as (
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

/**
 * Times before the first directory in which people were not in a team that they are taken to have
 * always been in: reports of those days tell of the team and of them, and not of them in it. They
 * count only where a later report has them in it, for reports know teams of five seats and more, and
 * may not count who is in a team below as being in it.
 */
export async function findReportedAbsences(tx: Transaction): Promise<ReportedMembership[]> {
  const rows = await rowsOf<ReportedRow>(
    tx,
    sql`
    with ${firstDirectory}, ${toldDays()}, around as (
      select *, max(day) filter (where is_listed) over before_it as listed_before,
        max(day) filter (where is_listed) over (partition by team_id, person_id) as listed_last
      from told window before_it as (partition by team_id, person_id order by day)
    )
    select t.github_id as "teamGithubId", t.slug, p.github_id as "githubId", p.login,
      coalesce(w.listed_before + 1, ${TAKEN_AS_ALWAYS}::date)::text as "from",
      (max(w.day) + 1)::text as "to"
    from around w
    join first_directory f on w.day < f.day
    join teams t on t.id = w.team_id
    join people p on p.id = w.person_id
    where not w.is_listed and w.day < w.listed_last
    group by t.id, t.github_id, t.slug, p.id, p.github_id, p.login, w.listed_before
    order by t.id, p.id, 5`,
  );
  return rows.map(membershipOf);
}

/** Days on which reports tell of an assumed team and of its member: as `told`, and in the team or not. */
function toldDays() {
  return sql`assumed as (
      select m.team_id, t.github_id as team_github_id, coalesce(b.merged_into_id, b.id) as person_id,
        m.to_day
      from team_memberships m
      join people b on b.organization_id = m.organization_id and b.id = m.person_id
      join teams t on t.organization_id = m.organization_id and t.id = m.team_id
      where m.from_day = ${TAKEN_AS_ALWAYS}::date and t.github_id is not null
    ), listed as (
      select distinct d.team_github_id, coalesce(a.merged_into_id, a.id) as person_id, d.day
      from copilot_user_team_days d
      join people a on a.organization_id = d.organization_id and a.id = d.person_id
    ), seated as (
      select person_id, day from listed
      union
      select coalesce(a.merged_into_id, a.id), d.day from copilot_user_days d
      join people a on a.organization_id = d.organization_id and a.id = d.person_id
    ), told as (
      select a.team_id, a.person_id, t.day, l.day is not null as is_listed
      from assumed a
      join (select distinct team_github_id, day from listed) t on t.team_github_id = a.team_github_id
        and (a.to_day is null or t.day < a.to_day)
      join seated s on s.person_id = a.person_id and s.day = t.day
      left join listed l on l.team_github_id = a.team_github_id and l.person_id = a.person_id
        and l.day = t.day
    )`;
}

function membershipOf({ teamGithubId, slug, githubId, login, ...time }: ReportedRow) {
  return { team: { githubId: teamGithubId, slug }, member: { githubId, login }, ...time };
}
