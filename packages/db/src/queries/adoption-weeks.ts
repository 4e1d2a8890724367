import {
  addDays,
  stageOfWay,
  waysOfWorking,
  maturityStages,
  type AdoptionWeeksEvidence,
  type Day,
  type MaturityStage,
  type SeatWeek,
  type UsageWeek,
  type WayOfWorking,
} from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { owner } from './wanted-facts.ts';

/** Weeks of use and presence before the first one that its 28 days reach back to. */
const DAYS_BEFORE = 21;

/**
 * What is known of the humans of an organisation in each week of `[from, to)`, both Mondays: use of
 * Copilot, seats, and presence.
 */
export async function findAdoptionWeeks(
  tx: Transaction,
  span: { readonly from: Day; readonly to: Day },
): Promise<Omit<AdoptionWeeksEvidence, 'weeks'>> {
  const { from, to } = span;
  const reach = addDays(from, -DAYS_BEFORE);
  const usage = await findUsageWeeks(tx, { from: reach, to });
  const seats = await findSeatWeeks(tx, span);
  const presence = await rowsOf<{ personId: number; week: Day }>(
    tx,
    sql`
    with d as materialized (
      select distinct person_id, ${weekOf(sql`day`)} as week from activity_days
      where day >= ${reach}::date and day < ${to}::date
    )
    select distinct ${owner} as "personId", d.week::text as week from d ${humans(sql`d`)}`,
  );
  const [reports] = await rowsOf<{ first: Day | null; last: Day | null }>(
    tx,
    // A report in which nobody did anything is one all the same.
    sql`
    select min(day)::text as first, greatest(max(day), (
        select max(day) from copilot_reports where kind = 'users' and state = 'fetched'
      ))::text as last
    from copilot_user_days`,
  );
  const { first = null, last = null } = reports ?? {};
  return { usage, seats, presence, firstReportDay: first, lastReportDay: last };
}

type UsageRow = { personId: number; week: Day; days: number } & Record<
  WayOfWorking | MaturityStage,
  number
>;

async function findUsageWeeks(
  tx: Transaction,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<UsageWeek[]> {
  // A day counts once, also where two accounts of a person have it.
  const chosen = waysOfWorking.map(
    (way) => sql`bool_or(d.ways ? ${way}) as ${sql.identifier(way)}`,
  );
  const columns = [
    ...waysOfWorking.map((way) => countOf(way, [way])),
    ...maturityStages.map((stage) =>
      countOf(
        stage,
        waysOfWorking.filter((way) => stageOfWay[way] === stage),
      ),
    ),
  ];
  const rows = await rowsOf<UsageRow>(
    tx,
    sql`
    with d as (
      select ${owner} as owner_id, d.day, ${sql.join(chosen, sql`, `)}
      from copilot_user_days d ${humans(sql`d`)}
      where d.active and d.day >= ${from}::date and d.day < ${to}::date
      group by 1, 2
    )
    select owner_id as "personId", ${weekOf(sql`day`)}::text as week, count(*)::int as days,
      ${sql.join(columns, sql`, `)}
    from d group by 1, 2`,
  );
  return rows.map(({ personId, week, days, ...counts }) => {
    const { completion, chat, agent_mode, cli, cloud_agent, code_review, ...stages } = counts;
    const ways = { completion, chat, agent_mode, cli, cloud_agent, code_review };
    return { personId, week, days, ways, stages };
  });
}

/** Days on which any of the ways was chosen. */
function countOf(name: string, ways: readonly WayOfWorking[]): SQL {
  const any = ways.map((way) => sql.identifier(way));
  return sql`count(*) filter (where ${sql.join(any, sql` or `)})::int as ${sql.identifier(name)}`;
}

/**
 * The last list of each week. Seats that a file tells one by one are no list: one that holds fewer
 * than half as many people as used Copilot in its week cannot be whole.
 */
function findSeatWeeks(
  tx: Transaction,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<SeatWeek[]> {
  return rowsOf<SeatWeek>(
    tx,
    sql`
    with users as (
      select ${weekOf(sql`day`)} as week, count(distinct person_id) as people
      from copilot_user_days
      where active and day >= ${from}::date and day < ${to}::date group by 1
    ), lists as (
      select last.day
      from generate_series(${from}::date, ${to}::date - 1, interval '7 days') as monday
      cross join lateral (
        select s.day from copilot_seats s
        where s.day >= monday::date and s.day < monday::date + 7
        order by s.day desc limit 1
      ) last
      left join users u on u.week = monday::date
      where 2 * (select count(*) from copilot_seats s where s.day = last.day)
        >= coalesce(u.people, 0)
    )
    select ${owner} as "personId", ${weekOf(sql`d.day`)}::text as week,
      bool_or(coalesce(d.last_activity_at >= d.day - interval '28 days', false)) as active,
      case
        when bool_or(coalesce(d.last_activity_at >= d.day - interval '30 days', false)) then null
        when max(d.granted_at) < max(d.day) - interval '30 days' then 'idle'
        else 'grace'
      end as rest
    from copilot_seats d ${humans(sql`d`)}
    where d.day in (select day from lists)
    group by 1, 2`,
  );
}

function humans(of: SQL): SQL {
  return sql`join people a on a.id = ${of}.person_id and coalesce(a.kind_override, a.kind) = 'human'`;
}

function weekOf(day: SQL): SQL {
  return sql`date_trunc('week', ${day})::date`;
}
