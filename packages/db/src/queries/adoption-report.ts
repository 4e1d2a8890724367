import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { adoptionSources } from '../schema/adoptions.ts';

/** People of one group who started with a tool, by one source. */
export type AdoptionCount = {
  /** Id of the team; null for the whole organisation. */
  readonly teamId: number | null;
  readonly tool: string;
  readonly source: (typeof adoptionSources)[number];
  /** Monday of the week of the start; null where the start is not known. */
  readonly week: Day | null;
  readonly people: number;
};

/**
 * Counts who started with a tool, by week and source, before `to`. In a team counts who was in it on
 * the day of the start; for an unknown start, on the last day before `to`.
 */
export function countAdoptions(
  tx: Transaction,
  request: { readonly to: Day; readonly tool: string | null; readonly byTeam: boolean },
): Promise<AdoptionCount[]> {
  const { to, tool, byTeam } = request;
  const day = sql`coalesce(a.started_on, ${to}::date - 1)`;
  return rowsOf(
    tx,
    sql`
    select ${byTeam ? sql`m.team_id` : sql`null::bigint`} as "teamId", a.tool, a.source,
           date_trunc('week', a.started_on)::date::text as week, count(distinct a.person_id)::int as people
    from adoptions a
    ${
      byTeam
        ? sql`join team_memberships m on m.organization_id = a.organization_id
                and m.person_id = a.person_id
                and m.from_day <= ${day} and (m.to_day is null or ${day} < m.to_day)`
        : sql``
    }
    where (a.started_on is null or a.started_on < ${to}::date)
      and ${tool === null ? sql`true` : sql`a.tool = ${tool}`}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  );
}
