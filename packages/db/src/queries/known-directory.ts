import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A team that has not been removed. */
export type KnownTeam = {
  readonly id: number;
  readonly githubId: number | null;
  readonly slug: string;
};

/** That somebody was or is in a team. */
export type KnownMember = {
  readonly teamId: number;
  readonly githubId: number | null;
  readonly login: string;
  /** Whether it lasts. */
  readonly isMember: boolean;
};

/** A repository that has not been removed. */
export type KnownRepository = {
  readonly id: number;
  readonly githubId: number | null;
  readonly fullName: string;
};

/** Repositories, teams and members of an organisation as they are known. */
export type KnownDirectory = {
  readonly repositories: readonly KnownRepository[];
  readonly teams: readonly KnownTeam[];
  readonly members: readonly KnownMember[];
};

/** What is known of an organisation's repositories and teams that are still there. */
export async function findKnownDirectory(tx: Transaction): Promise<KnownDirectory> {
  const repositories = await rowsOf<KnownRepository>(
    tx,
    sql`
    select id, github_id as "githubId", full_name as "fullName"
    from repositories where not removed order by id`,
  );
  const teams = await rowsOf<KnownTeam>(
    tx,
    sql`select id, github_id as "githubId", slug from teams where not removed order by id`,
  );
  const members = await rowsOf<KnownMember>(
    tx,
    sql`
    select m.team_id as "teamId", p.github_id as "githubId", p.login, bool_or(m.to_day is null) as "isMember"
    from team_memberships m
    join teams t on t.organization_id = m.organization_id and t.id = m.team_id and not t.removed
    join people a on a.organization_id = m.organization_id and a.id = m.person_id
    join people p on p.organization_id = a.organization_id and p.id = coalesce(a.merged_into_id, a.id)
    group by 1, p.id, p.github_id, p.login order by 1, p.id`,
  );
  return { repositories, teams, members };
}

/** GitHub's ids of everybody who was in a team of the organisation on a day. */
export async function findTeamAccountsOn(tx: Transaction, day: Day): Promise<ReadonlySet<number>> {
  const rows = await rowsOf<{ githubId: number }>(
    tx,
    sql`
    select distinct p.github_id as "githubId" from team_memberships m
    join people a on a.organization_id = m.organization_id and a.id = m.person_id
    join people p on p.organization_id = a.organization_id and p.id = coalesce(a.merged_into_id, a.id)
    where m.from_day <= ${day}::date and (m.to_day is null or m.to_day > ${day}::date)
      and p.github_id is not null`,
  );
  return new Set(rows.map(({ githubId }) => githubId));
}
