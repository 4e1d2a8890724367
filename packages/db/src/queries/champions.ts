import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A person's time as champion of a team. */
export type ChampionRow = {
  readonly teamId: number;
  readonly team: string;
  readonly login: string;
  readonly from: Day;
  /** The first day no longer; null while it lasts. */
  readonly to: Day | null;
};

/** Champions of all teams, of now and before, by team and begin. */
export function findChampions(tx: Transaction): Promise<ChampionRow[]> {
  return rowsOf<ChampionRow>(
    tx,
    sql`
    select c.team_id as "teamId", t.slug as team, p.login, c.from_day::text as "from", c.to_day::text as "to"
    from team_champions c
    join teams t on t.organization_id = c.organization_id and t.id = c.team_id
    join people k on k.organization_id = c.organization_id and k.id = c.person_id
    join people p on p.organization_id = k.organization_id and p.id = coalesce(k.merged_into_id, k.id)
    order by lower(t.slug), c.from_day, lower(p.login)`,
  );
}

/** Notes a person's time as champion; of two times with the same begin the later word stands. */
export async function saveChampion(
  tx: Transaction,
  organizationId: number,
  champion: {
    readonly teamId: number;
    readonly personId: number;
    readonly from: Day;
    readonly to: Day | null;
  },
): Promise<void> {
  const { teamId, personId, from, to } = champion;
  await tx.execute(sql`
    insert into team_champions (organization_id, team_id, person_id, from_day, to_day)
    values (${organizationId}::bigint, ${teamId}::bigint, ${personId}::bigint, ${from}::date, ${to}::date)
    on conflict (organization_id, team_id, person_id, from_day) do update set to_day = excluded.to_day`);
}
