import {
  addDays,
  stageOfWay,
  waysOfWorking,
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
 * Which state of the organisation that the transaction is inside what {@link findAdoptionWeeks} finds is
 * of: another whenever the answer may be.
 */
export async function findAdoptionVersion(tx: Transaction): Promise<string> {
  const [row] = await rowsOf<{ version: string }>(
    tx,
    sql`
    select population_version || ' ' || usage_version as version from organizations
    where id = nullif(current_setting('uplift.organization_id', true), '')::bigint`,
  );
  return row?.version ?? '';
}

/**
 * What is known of the humans of an organisation in each week of `[from, to)`, both Mondays: use of
 * Copilot, seats, and presence.
 */
export async function findAdoptionWeeks(
  tx: Transaction,
  span: { readonly from: Day; readonly to: Day },
): Promise<Pick<AdoptionWeeksEvidence, 'usage' | 'seats' | 'presence'>> {
  const { from, to } = span;
  const reach = addDays(from, -DAYS_BEFORE);
  const usage = await findUsageWeeks(tx, { from: reach, to });
  const seats = await findSeatWeeks(tx, span);
  const presence = await findPresence(tx, { from: reach, to });
  return { usage, seats, presence };
}

/** Days of the first and the last user report held. */
export async function findReportDays(
  tx: Transaction,
): Promise<Pick<AdoptionWeeksEvidence, 'firstReportDay' | 'lastReportDay'>> {
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
  return { firstReportDay: first, lastReportDay: last };
}

type DaySpan = { readonly from: Day; readonly to: Day };

/** Who was present in each week: a list of people for a week, which is far less to send than rows. */
async function findPresence(tx: Transaction, { from, to }: DaySpan) {
  const weeks = await rowsOf<{ week: Day; people: readonly number[] }>(
    tx,
    sql`
    with d as (
      select distinct person_id, ${weekOf(sql`day`)} as week from activity_days
      where day >= ${from}::date and day < ${to}::date
    ), o as (
      select distinct d.week, ${owner} as owner_id from d ${humans(sql`d`)}
    )
    select week::text as week, json_agg(owner_id) as people from o group by week`,
  );
  return weeks.flatMap(({ week, people }) => people.map((personId) => ({ personId, week })));
}

/** Active days of a person in a week on which just these ways were chosen, as a sum of {@link bitOf}. */
type UsedDays = readonly [personId: number, ways: number, days: number];

const bitOf = (way: WayOfWorking): number => 2 ** waysOfWorking.indexOf(way);

const bitsOfStage = (stage: MaturityStage): number =>
  waysOfWorking.reduce((bits, way) => bits + (stageOfWay[way] === stage ? bitOf(way) : 0), 0);

/**
 * Days are counted by what was chosen on them, of which there are few kinds. Where two accounts of a
 * person have a day it counts once, with what was chosen by either: these people, who are few, are
 * counted day by day.
 */
async function findUsageWeeks(tx: Transaction, { from, to }: DaySpan): Promise<UsageWeek[]> {
  const isUsed = sql`d.active and d.day >= ${from}::date and d.day < ${to}::date`;
  const ways = waysOfWorking.map(
    (way) => sql`case when ways ? ${way} then ${bitOf(way)}::int else 0 end`,
  );
  const weeks = await rowsOf<{ week: Day; used: readonly UsedDays[] }>(
    tx,
    sql`
    with several as (
      select merged_into_id as id from people where merged_into_id is not null
      union select id from people where merged_into_id is not null
    ), single as (
      select d.person_id as owner_id, ${weekOf(sql`d.day`)} as week, d.ways, count(*)::int as days
      from copilot_user_days d ${humans(sql`d`)}
      where ${isUsed} and not exists (select from several s where s.id = d.person_id)
      group by 1, 2, 3
    ), together as (
      select owner_id, ${weekOf(sql`day`)} as week, ways, count(*)::int as days from (
        select ${owner} as owner_id, d.day, coalesce(
            jsonb_agg(distinct w) filter (where w is not null), '[]') as ways
        from copilot_user_days d ${humans(sql`d`)}
        left join lateral jsonb_array_elements(d.ways) w on true
        where ${isUsed} and exists (select from several s where s.id = d.person_id)
        group by 1, 2
      ) u group by 1, 2, 3
    )
    select week::text as week,
      json_agg(json_build_array(owner_id, ${sql.join(ways, sql` + `)}, days)) as used
    from (select * from single union all select * from together) d group by week`,
  );
  return weeks.flatMap(({ week, used }) => usageOf(week, used));
}

function usageOf(week: Day, used: readonly UsedDays[]): UsageWeek[] {
  const byPerson = new Map<number, UsedDays[]>();
  for (const row of used) {
    const own = byPerson.get(row[0]);
    if (own === undefined) byPerson.set(row[0], [row]);
    else own.push(row);
  }
  return [...byPerson].map(([personId, own]) => {
    const daysOf = (bits: number): number =>
      own.reduce((sum, [, ways, days]) => sum + ((ways & bits) === 0 ? 0 : days), 0);
    return {
      personId,
      week,
      days: own.reduce((sum, [, , days]) => sum + days, 0),
      ways: {
        completion: daysOf(bitOf('completion')),
        chat: daysOf(bitOf('chat')),
        agent_mode: daysOf(bitOf('agent_mode')),
        cli: daysOf(bitOf('cli')),
        cloud_agent: daysOf(bitOf('cloud_agent')),
        code_review: daysOf(bitOf('code_review')),
      },
      stages: {
        assistive: daysOf(bitsOfStage('assistive')),
        workflow: daysOf(bitsOfStage('workflow')),
        agentic: daysOf(bitsOfStage('agentic')),
      },
    };
  });
}

/**
 * The last list of each week. Seats that a file tells one by one are no list: one that holds fewer
 * than half as many people as used Copilot in its week cannot be whole.
 */
async function findSeatWeeks(tx: Transaction, { from, to }: DaySpan): Promise<SeatWeek[]> {
  const weeks = await rowsOf<{ week: Day; seats: readonly Omit<SeatWeek, 'week'>[] }>(
    tx,
    sql`
    with users as (
      select week, count(*) as people from (
        select distinct person_id, ${weekOf(sql`day`)} as week from copilot_user_days
        where active and day >= ${from}::date and day < ${to}::date
      ) u group by week
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
    ), seat as (
      select ${owner} as "personId", ${weekOf(sql`d.day`)} as week,
        bool_or(coalesce(d.last_activity_at >= d.day - interval '28 days', false)) as active,
        case
          when bool_or(coalesce(d.last_activity_at >= d.day - interval '30 days', false)) then null
          when max(d.granted_at) < max(d.day) - interval '30 days' then 'idle'
          else 'grace'
        end as rest
      from copilot_seats d ${humans(sql`d`)}
      where d.day in (select day from lists)
      group by 1, 2
    )
    select week::text as week, json_agg(
      json_build_object('personId', "personId", 'active', active, 'rest', rest)) as seats
    from seat group by week`,
  );
  return weeks.flatMap(({ week, seats }) => seats.map((seat) => ({ ...seat, week })));
}

function humans(of: SQL): SQL {
  return sql`join people a on a.id = ${of}.person_id and coalesce(a.kind_override, a.kind) = 'human'`;
}

/** The Monday of a day's week: 2000-01-03 was one. */
function weekOf(day: SQL): SQL {
  return sql`(${day} - ((${day} - date '2000-01-03') % 7 + 7) % 7)`;
}
