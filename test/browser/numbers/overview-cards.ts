import type { ChangesResponse } from '@uplift/contracts';
import type { Page } from 'playwright-core';

import type { Figure } from '../support/figures.ts';
import { COUNTED, HUMANS, numberIn, textsOf, type Walk } from './facts.ts';
import { byBucket, dayOf, pointsOf, type Point } from './series.ts';

/** Guard measures of the last week, in the order of the page: how they are counted. */
const GUARDS = {
  revert_rate: `
    select merge_week as bucket, avg(case when exists (
      select from pull_requests r where r.repository_id = p.repository_id
        and r.reverts_number = p.number and r.merged_at >= p.merged_at
        and r.merged_at < p.merged_at + interval '30 days') then 1 else 0 end) as value
    from counted p where merged_at is not null group by 1`,
  pr_size: `
    select merge_week as bucket,
      percentile_cont(0.5) within group (order by additions + deletions) as value
    from counted where merged_at is not null group by 1`,
  review_cycles: `
    select merge_week as bucket, avg(review_cycles) as value
    from counted where merged_at is not null group by 1`,
  review_load: `
    select date_trunc('week', e.at at time zone 'UTC')::date::text as bucket,
      count(distinct (e.pull_request_id, e.data ->> 'reviewId'))::float8
        / count(distinct h.person_id) as value
    from pull_request_events e join counted p on p.id = e.pull_request_id
    join humans h on h.account_id = e.actor_id
    where e.kind = 'review' and h.person_id is distinct from p.author_id group by 1`,
  abandoned_rate: `
    select date_trunc('week', coalesce(merged_at, closed_at) at time zone 'UTC')::date::text as bucket,
      avg(case when merged_at is null then 1 else 0 end) as value
    from counted where coalesce(merged_at, closed_at) is not null group by 1`,
} as const;

/** What each guard measure is now. */
export async function guardFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const shown = await textsOf(page, '.guards tbody th span');
  const guards = Object.entries(GUARDS);
  return Promise.all(
    guards.map(async ([measure, select], index): Promise<Figure> => {
      const point = (await pointsOf(walk, measure)).findLast(({ value }) => value !== null);
      const rows = await walk.store.rows(`with ${COUNTED}, ${HUMANS} ${select}`);
      const own = point === undefined ? undefined : byBucket(rows).get(dayOf(point));
      // Half of all pull requests have no second round: the mean is what moves, and what stands.
      const told = (measure === 'review_cycles' ? point?.mean : point?.value) ?? null;
      const unit = measure.endsWith('_rate') ? 'share' : 'number';
      return {
        what: `now, ${measure}`,
        shown: shown[index] ?? '',
        told,
        counted: numberIn(own, 'value'),
        unit,
      };
    }),
  );
}

/** The changes beyond noise: the screen against the API, which tests hundreds of series. */
export async function changeFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const { items, tested } = await walk.dashboard.ask<ChangesResponse>('/changes');
  const [subtitle = ''] = await textsOf(page, 'section:has(#o-ch) .card-head p');
  const [, moved = '', of = ''] = /^([\d,]+) of ([\d,]+) series/.exec(subtitle) ?? [];
  const changes = await textsOf(page, '.changes li > p');
  const listed = items.slice(0, 4).map(({ title, percent }, index): Figure => {
    const shown = /Change ([+−]?[\d.]+%)/.exec(changes[index] ?? '')?.[1] ?? '';
    return { what: `change of ${title}`, shown, told: percent, unit: 'change' };
  });
  return [
    { what: 'series that moved', shown: moved, told: items.length, unit: 'number' },
    { what: 'series that were tested', shown: of, told: tested, unit: 'number' },
    ...listed,
  ];
}

/** The strip of days at the foot: merges of each of the last four weeks. */
export async function mergedByDay(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const rows = await walk.store.rows(`
    with ${COUNTED}
    select (merged_at at time zone 'UTC')::date::text as bucket, count(*)::int as n
    from counted where merged_at is not null group by 1`);
  const days = byBucket(rows);
  const cells = await textsOf(page, 'ol.days li');
  const first = new Date(`${cells[0]?.split(':')[0] ?? ''} UTC`).toISOString().slice(0, 10);
  const { series } = await walk.dashboard.ask<{
    series: readonly { points: readonly Point[] }[];
  }>(`/series/merged?grain=day&from=${first}&to=${after(first, cells.length)}`);
  const points = series[0]?.points ?? [];
  return points.map((point, index): Figure => {
    const [, shown = ''] = (cells[index] ?? '').split(': ');
    const counted = numberIn(days.get(dayOf(point)), 'n') ?? 0;
    return { what: `merged on ${dayOf(point)}`, shown, told: point.value, counted, unit: 'number' };
  });
}

function after(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
