import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { textArray } from './json-rows.ts';

/** A person in a team on a day. */
export type TeamPresence = {
  readonly teamId: number;
  readonly day: Day;
  readonly personId: number;
  /** Uses a tool on that day: by reports, marks or an import; a licence alone is not enough. */
  readonly hasAdopted: boolean;
};

/** Since when people use any tool; a start that nobody knows of has always been. */
const firstUse = sql`
  select person_id, coalesce(min(started_on), '-infinity'::date) as first
  from adoptions where source <> 'seat' group by person_id`;

/** Who was in which team on each of the days: people, not bots, of teams that are there still. */
export function findTeamPeople(tx: Transaction, days: readonly Day[]): Promise<TeamPresence[]> {
  return rowsOf<TeamPresence>(
    tx,
    sql`
    with used as (${firstUse})
    select distinct m.team_id as "teamId", d.day, p.id as "personId",
           coalesce(u.first <= d.day::date, false) as "hasAdopted"
    from unnest(${textArray(days)}) as d(day)
    join team_memberships m on m.from_day <= d.day::date and (m.to_day is null or d.day::date < m.to_day)
    join teams t on t.organization_id = m.organization_id and t.id = m.team_id and not t.removed
    join people k on k.organization_id = m.organization_id and k.id = m.person_id
    join people p on p.organization_id = k.organization_id and p.id = coalesce(k.merged_into_id, k.id)
    left join used u on u.person_id = p.id
    where coalesce(p.kind_override, p.kind) = 'human'`,
  );
}

/** A person's time in a team, and since when they use a tool. */
export type TeamMemberRow = {
  readonly login: string;
  readonly from: Day;
  /** The first day no longer; null while it lasts. */
  readonly to: Day | null;
  /** `unknown`: uses a tool, but nobody knows since when. */
  readonly adoption: 'known' | 'unknown' | 'none';
  readonly adoptedOn: Day | null;
};

/** Who was in a team when, by login and begin. */
export function findTeamMembers(tx: Transaction, teamId: number): Promise<TeamMemberRow[]> {
  return rowsOf<TeamMemberRow>(
    tx,
    sql`
    with used as (
      select person_id, min(started_on)::text as first from adoptions
      where source <> 'seat' group by person_id
    )
    select p.login, m.from_day::text as "from", m.to_day::text as "to", u.first as "adoptedOn",
           case when u.person_id is null then 'none' when u.first is null then 'unknown'
                else 'known' end as adoption
    from team_memberships m
    join people k on k.organization_id = m.organization_id and k.id = m.person_id
    join people p on p.organization_id = k.organization_id and p.id = coalesce(k.merged_into_id, k.id)
    left join used u on u.person_id = p.id
    where m.team_id = ${teamId}::bigint and coalesce(p.kind_override, p.kind) = 'human'
    order by lower(p.login), m.from_day`,
  );
}
