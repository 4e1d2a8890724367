// A large organisation straight in the tables, as if it had been folded: filled by the database.
import { listOrganizationIds, withOrganization } from '@uplift/db';

import { packageOf } from './stores.mjs';

const { sql } = packageOf('packages/db', 'drizzle-orm');

export const START = '2025-06-01T00:00:00Z';
export const END = '2026-06-01T00:00:00Z';

/**
 * A year of an organisation, or the span told. Everybody works in ten repositories at most.
 *
 * @returns the login of the organisation
 */
export async function fillOrganization(db, size) {
  const { pullRequests, people, teams, repositories, from = START, to = END } = size;
  await db.execute(sql`insert into organizations (login) values ('acme')`);
  const [id] = await listOrganizationIds(db);
  await withOrganization(db, id, async (tx) => {
    await fillPlaces(tx, { id, people, teams, repositories, from });
    await fillPullRequests(tx, { id, pullRequests, from, to });
    await tx.execute(sql`
      insert into stale_days (organization_id, day)
      select ${id}::bigint, generate_series(${from}::timestamptz, ${to}::timestamptz, '1 day')::date`);
  });
  return 'acme';
}

/** Half a year of Copilot up to `to`: a seat for two of three, used on two of three days. */
export async function fillCopilot(db, { to = END } = {}) {
  const [id] = await listOrganizationIds(db);
  const days = sql`generate_series(${to}::timestamptz - interval '182 days', ${to}::timestamptz - interval '1 day', '1 day')`;
  await withOrganization(db, id, async (tx) => {
    await tx.execute(sql`
      insert into copilot_seats (organization_id, day, person_id, granted_at, last_activity_at)
      select ${id}::bigint, d::date, p.id, '2025-01-01', d - make_interval(days => (p.github_id % 60)::int)
      from people p cross join ${days} d where p.github_id % 3 <> 0`);
    await tx.execute(sql`
      insert into copilot_user_days (organization_id, day, person_id, active, ways, raw)
      select ${id}::bigint, d::date, p.id, true, '["completion", "chat"]'::jsonb, '{}'::jsonb
      from people p cross join ${days} d
      where p.github_id % 3 <> 0 and (p.github_id + extract(day from d)::int) % 3 <> 0`);
  });
}

async function fillPlaces(tx, { id, people, teams, repositories, from }) {
  const statements = [
    sql`insert into people (organization_id, github_id, login, kind)
      select ${id}::bigint, n, 'dev-' || n, 'human' from generate_series(1, ${people}::int) n`,
    sql`insert into teams (organization_id, slug, name)
      select ${id}::bigint, 'team-' || n, 'team-' || n from generate_series(1, ${teams}::int) n`,
    sql`insert into repositories (organization_id, full_name)
      select ${id}::bigint, 'acme/repository-' || n from generate_series(1, ${repositories}::int) n`,
    sql`insert into team_memberships (organization_id, team_id, person_id, from_day)
      select ${id}::bigint, t.id, p.id, ${from}::timestamptz::date
      from people p join teams t on t.slug = 'team-' || (p.github_id % ${teams}::int + 1)`,
  ];
  for (const statement of statements) await tx.execute(statement);
}

async function fillPullRequests(tx, { id, pullRequests, from, to }) {
  await tx.execute(sql`
    with person as (select id, row_number() over (order by id) - 1 as place from people),
    repository as (select id, row_number() over (order by id) - 1 as place from repositories),
    made as (
      select n, r.id as repository_id, p.id as person_id,
             ${from}::timestamptz + (${to}::timestamptz - ${from}::timestamptz) * n / ${pullRequests}::int as opened_at,
             n % 20 <> 0 as merged, make_interval(mins => 60 + n * 7919 % 6000) as span
      from generate_series(0, ${pullRequests}::int - 1) n
      join person p on p.place = n * 31 % (select count(*) from person)
      join repository r on r.place =
        (p.place * 3 + n / (select count(*) from person) % 10 * 53) % (select count(*) from repository)
    )
    insert into pull_requests (
      organization_id, repository_id, number, folded, state, title, draft, author_id, author_kind,
      responsible_id, authorship, authorship_evidence, first_commit_at, opened_at, ready_at,
      first_review_at, merged_at, closed_at, additions, deletions, review_cycles, coding_seconds,
      pickup_seconds, review_seconds, merge_seconds, segments, flags, labels)
    select ${id}::bigint, repository_id, n + 1, true, case when merged then 'merged' else 'open' end,
           'Change ' || n, false, person_id, 'human', person_id,
           (array['unmarked', 'unmarked', 'assisted', 'agent'])[n % 4 + 1], '[]'::jsonb,
           opened_at - interval '2 hours', opened_at, opened_at, opened_at + span / 3,
           case when merged then opened_at + span end, case when merged then opened_at + span end,
           n % 400, n % 90, n % 3, case when merged then 7200 end,
           case when merged then extract(epoch from span / 3) end,
           case when merged then extract(epoch from span / 3) end,
           case when merged then extract(epoch from span / 3) end,
           '[]'::jsonb, '[]'::jsonb, '[]'::jsonb
    from made`);
  await tx.execute(sql`
    insert into activity_days (organization_id, day, person_id, repository_id)
    select distinct organization_id, (opened_at at time zone 'UTC')::date, responsible_id, repository_id
    from pull_requests`);
  await tx.execute(sql`
    insert into pull_request_events (organization_id, pull_request_id, event_key, kind, at, actor_id, data)
    select p.organization_id, p.id, 'review:' || p.id, 'review', p.first_review_at,
           (select a.id from people a where a.github_id = p.number % (select count(*) from people) + 1),
           jsonb_build_object('kind', 'review', 'reviewId', p.id)
    from pull_requests p`);
}
