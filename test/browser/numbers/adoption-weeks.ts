import type { Row } from '../support/store.ts';
import { HUMANS, wilson, type Walk } from './facts.ts';

/** What ways of working are called on the page. */
export const WAYS = {
  completion: 'Completion',
  chat: 'Chat',
  agent_mode: 'Agent mode',
  cli: 'Command line',
  cloud_agent: 'Cloud agent',
  code_review: 'Code review',
} as const;

/**
 * People by group and week, counted anew: who was there, in the week and in the 28 days that end
 * with it; who had a seat by the last list of the week; who of those used Copilot in the 28 days, on
 * one day or on four; and who chose each way of working in the week, of those there.
 */
export async function weeksByGroup({ store, days }: Walk): Promise<ReadonlyMap<string, Row>> {
  const ways = Object.keys(WAYS)
    .map(
      (way) => `count(*) filter (where is_present and exists (
        select from copilot_user_days u join humans h on h.account_id = u.person_id
        where h.person_id = p.person_id and u.active and u.ways ? '${way}'
          and u.day >= p.week and u.day < p.week + 7)) as ${way}`,
    )
    .join(', ');
  const rows = await store.rows(`
    with ${HUMANS}, ${peopleByWeek(days)},
    sums as (
      select key, week::text as week, listed, is_reported, count(*) filter (where is_present) as present,
        count(*) filter (where counts) as whole,
        count(*) filter (where counts and is_active) as active,
        count(*) filter (where counts and days >= 4) as regular,
        count(*) filter (where has_seat and not is_used
          and granted_at < listed - interval '30 days') as idle,
        count(*) filter (where has_seat and not is_used
          and granted_at >= listed - interval '30 days') as grace,
        ${ways}
      from judged p group by 1, 2, 3, 4
    )
    select *, case when listed is not null then whole end as seats,
      (select row_to_json(w) from (select ${wilson('active', 'whole')} where whole > 0) w) as active_bounds,
      (select row_to_json(w) from (select ${wilson('regular', 'whole')} where whole > 0) w) as regular_bounds
    from sums`);
  return new Map(rows.map((row) => [`${String(row['key'])} ${String(row['week'])}`, row]));
}

/** Each person of each group in each week, with seat and use; everybody is a group, too. */
function peopleByWeek(days: Walk['days']): string {
  return `
    ${weeksIn(days)},
    members as (
      select 'all' as key, w.*, h.person_id from weeks w
        cross join (select distinct person_id from humans) h
      union
      select t.slug, w.*, h.person_id from weeks w
        join team_memberships m on m.from_day <= w.week + 6
          and (m.to_day is null or w.week + 6 < m.to_day)
        join humans h on h.account_id = m.person_id
        join teams t on t.id = m.team_id and not t.removed
    ),
    people as (
      select m.*,
        (select count(distinct u.day) from copilot_user_days u
          join humans h on h.account_id = u.person_id
          where h.person_id = m.person_id and u.active
            and u.day >= m.week - 21 and u.day < m.week + 7) as days,
        exists (select from activity_days d join humans h on h.account_id = d.person_id
          where h.person_id = m.person_id and d.day >= m.week and d.day < m.week + 7) as is_present,
        exists (select from activity_days d join humans h on h.account_id = d.person_id
          where h.person_id = m.person_id
            and d.day >= m.week - 21 and d.day < m.week + 7) as is_recent,
        s.granted_at, s.last_activity_at, s.person_id is not null as has_seat
      from members m left join copilot_seats s on s.day = m.listed and s.person_id = m.person_id
    ),
    judged as (
      select *, case when listed is null then is_recent else has_seat end as counts,
        days > 0 or coalesce(last_activity_at >= listed - interval '28 days', false) as is_active,
        coalesce(last_activity_at >= listed - interval '30 days', false) as is_used
      from people
    )`;
}

/** Weeks with the day of their last whole list of seats, and whether a report is of them. */
function weeksIn(days: Walk['days']): string {
  return `
    weeks as (
      select g::date as week,
        (select max(day) from copilot_seats s where s.day >= g::date and s.day < g::date + 7
          and 2 * (select count(*) from copilot_seats l where l.day = s.day) >= (
            select count(distinct u.person_id) from copilot_user_days u
            where u.active and u.day >= g::date and u.day < g::date + 7)) as listed,
        (select min(day) from copilot_user_days) < g::date + 7
          and (select max(day) from copilot_user_days) >= g::date as is_reported
      from generate_series(date '${days.from}', date '${days.to}' - 7, interval '7 days') g
    )`;
}
