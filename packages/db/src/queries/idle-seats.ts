import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** A seat of the last list that was not used in the 30 days before it. */
export type IdleSeatRow = {
  readonly login: string;
  /** Slugs of the teams on the day of the list, by name. */
  readonly teams: readonly string[];
  readonly grantedOn: Day;
  readonly lastUsedOn: Day | null;
  /** Granted within those 30 days: too lately to tell. */
  readonly inGrace: boolean;
};

/** The seats of the last list that nobody used, with the names of who has them. */
export async function findIdleSeats(
  tx: Transaction,
): Promise<{ readonly day: Day | null; readonly seats: readonly IdleSeatRow[] }> {
  const [last] = await rowsOf<{ day: Day | null }>(
    tx,
    sql`select max(day)::text as day from copilot_seats`,
  );
  const day = last?.day ?? null;
  if (day === null) return { day, seats: [] };
  const seats = await rowsOf<IdleSeatRow>(
    tx,
    sql`
    select o.login, max(s.granted_at)::date::text as "grantedOn",
      max(s.last_activity_at)::date::text as "lastUsedOn",
      max(s.granted_at) >= ${day}::date - interval '30 days' as "inGrace",
      coalesce((
        select jsonb_agg(t.slug order by t.slug) from team_memberships m
        join teams t on t.organization_id = m.organization_id and t.id = m.team_id
        where m.organization_id = o.organization_id and m.person_id = o.id and not t.removed
          and m.from_day <= ${day}::date and (m.to_day is null or ${day}::date < m.to_day)
      ), '[]'::jsonb) as teams
    from copilot_seats s
    join people a on a.id = s.person_id and coalesce(a.kind_override, a.kind) = 'human'
    join people o on o.id = coalesce(a.merged_into_id, a.id)
    where s.day = ${day}::date
    group by o.organization_id, o.id, o.login
    having not bool_or(coalesce(s.last_activity_at >= s.day - interval '30 days', false))
    order by lower(o.login)`,
  );
  return { day, seats };
}
