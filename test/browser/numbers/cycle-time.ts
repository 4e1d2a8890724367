import type { Page } from 'playwright-core';

import { readTable, withBounds, type Figure } from '../support/figures.ts';
import { COUNTED, medianBounds, nearBound, numberIn, textsOf, type Walk } from './facts.ts';
import { weeklyCycleTimes } from './overview.ts';
import { distributionOf, spreadIn } from './spread.ts';
import { meanFigures, STAGES, stageFigures } from './stages.ts';
import { byBucket, dayOf, pointsOf, seriesFigures, type Point } from './series.ts';

/** Every figure of the page of cycle time. */
export async function cycleTimeFigures(walk: Walk): Promise<readonly Figure[]> {
  const tables = ['c-ct', 'c-stages', 'c-spread', 'c-clocks', 'c-open'];
  const page = await walk.open('/cycle-time', tables);
  const points = await pointsOf(walk, 'cycle_time');
  const counted = await weeklyCycleTimes(walk);
  return [
    ...(await seriesFigures(page, { id: 'c-ct', unit: 'seconds', points, counted })),
    ...(await wholeFigures(page, walk)),
    ...(await stageFigures(page, { walk, points })),
    ...(await meanFigures(page, { walk, points })),
    ...(await spreadFigures(page, walk)),
    ...(await clockFigures(page, walk)),
    ...(await openFigures(page, walk)),
  ];
}

/** The figures at the head of the page. */
async function wholeFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const told = await distributionOf(walk, 'cycle_time');
  const own = await spreadIn(walk, 'cycle_seconds');
  const exact = medianBounds(own.sorted);
  const bound = (side: 0 | 1) =>
    nearBound(own.sorted, { exact: exact[side], told: told.interval?.[side] ?? null });
  const [p50 = '', p75 = '', p90 = '', n = ''] = await textsOf(page, '.ct-figures dd b');
  const notes = await textsOf(page, '.ct-figures dd span');
  const [, low, high] = withBounds(`${p50} ${notes[0] ?? ''}`);
  const unit = 'seconds';
  const { quantiles, interval, mean, sampleSize } = told;
  return [
    { what: 'p50', shown: p50, told: quantiles?.p50 ?? null, counted: own.p50, unit },
    { what: 'p50, low', shown: low, told: interval?.[0] ?? null, counted: bound(0), unit },
    { what: 'p50, high', shown: high, told: interval?.[1] ?? null, counted: bound(1), unit },
    { what: 'p75', shown: p75, told: quantiles?.p75 ?? null, counted: own.p75, unit },
    { what: 'p90', shown: p90, told: quantiles?.p90 ?? null, counted: own.p90, unit },
    { what: 'n', shown: n, told: sampleSize, counted: own.n, unit: 'number' },
    {
      what: 'mean',
      shown: notes[3]?.replace('mean ', '') ?? '',
      told: mean,
      counted: own.mean,
      unit,
    },
  ];
}

/** How many pull requests lie in each bin, and which part of all that is. */
async function spreadFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const { bins, sampleSize } = await distributionOf(walk, 'cycle_time');
  const { sorted } = await spreadIn(walk, 'cycle_seconds');
  const rows = await readTable(page, 'c-spread');
  return bins.flatMap(({ from, to, count }, index): readonly Figure[] => {
    const { head = '', cells = {} } = rows[index] ?? {};
    const own = sorted.filter((seconds) => from <= seconds && seconds < to).length;
    return [
      { what: 'bin, from', shown: head, told: from, unit: 'seconds' },
      { what: 'bin, to', shown: cells['Less than'] ?? '', told: to, unit: 'seconds' },
      {
        what: `bin of ${head}`,
        shown: cells['Pull requests'] ?? '',
        told: count,
        counted: own,
        unit: 'number',
      },
      {
        what: `share of ${head}`,
        shown: cells['Share'] ?? '',
        told: count / (sampleSize ?? 0),
        counted: own / sorted.length,
        unit: 'share',
      },
    ];
  });
}

/** The waits of what was merged: for people, which their first review ends, and for AI reviewers. */
const CLOCKS = {
  review_turnaround: `
    select merge_week as bucket, pickup_seconds as x from counted
    where merged_at is not null and first_review_at is not null`,
  ai_review_turnaround: `
    select merge_week as bucket,
      greatest(0, extract(epoch from first_ai_review_at - ready_at))::float8 as x from counted
    where merged_at is not null and ready_at is not null and first_ai_review_at is not null`,
} as const;

/** Medians by week of the wait for people, then of that for AI reviewers. */
async function clockFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'c-clocks');
  const [human, ai] = await Promise.all([
    clockPoints(walk, 'review_turnaround'),
    clockPoints(walk, 'ai_review_turnaround'),
  ]);
  return [...human, ...ai].flatMap(({ point, own }, index): readonly Figure[] => {
    const { head = 'no row', cells = {} } = rows[index] ?? {};
    const n = numberIn(own, 'n') ?? 0;
    return [
      {
        what: `clock, ${head}`,
        shown: cells['Value'] ?? '',
        told: point.value,
        counted: n < 5 ? null : numberIn(own, 'value'),
        unit: 'seconds',
      },
      {
        what: `n of clock, ${head}`,
        shown: cells['n, pull requests'] ?? '',
        told: point.sampleSize,
        counted: n,
        unit: 'number',
      },
    ];
  });
}

async function clockPoints(walk: Walk, measure: keyof typeof CLOCKS) {
  const weeks = byBucket(
    await walk.store.rows(`
      with ${COUNTED}, waits as (${CLOCKS[measure]})
      select bucket, count(*) as n, percentile_cont(0.5) within group (order by x) as value
      from waits group by 1`),
  );
  const points = await pointsOf(walk, measure);
  return points.map((point) => ({ point, own: weeks.get(dayOf(point)) }));
}

/** What is open now, by age and by the stage that it is in; bots are left out, as of all measures. */
async function openFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const stages = STAGES.map(
    (stage) => `count(*) filter (where segments -> -1 ->> 'stage' = '${stage}') as ${stage}`,
  ).join(', ');
  const bands = byBucket(
    await walk.store.rows(`
      with ${COUNTED}, ages as (
        select *, extract(epoch from date_trunc('hour', now()) - opened_at) / 86400 as days
        from counted where state = 'open')
      select case when days <= 1 then '1d' when days <= 3 then '3d' when days <= 7 then '7d'
        when days <= 28 then '28d' else 'older' end as bucket, count(*) as n, ${stages}
      from ages group by 1`),
  );
  const rows = await readTable(page, 'c-open');
  const states = {
    coding: 'draft',
    pickup: 'waits for review',
    review: 'in review',
    merge: 'approved',
  };
  const [subtitle = ''] = await textsOf(page, 'section:has(#c-open) .card-head p');
  const { series } = await walk.dashboard.ask<{ series: readonly { points: readonly Point[] }[] }>(
    '/series/open_wip?grain=day',
  );
  const counted = [...bands.values()].reduce((sum, row) => sum + Number(row['n']), 0);
  const told = series[0]?.points.at(-1)?.value ?? null;
  const total: Figure = { what: 'open now', shown: subtitle, told, counted, unit: 'number' };
  const cells = ['1d', '3d', '7d', '28d', 'older'].flatMap((age, index) =>
    STAGES.map((stage): Figure => {
      const own = numberIn(bands.get(age), stage) ?? 0;
      // No answer of the API counts by both: the page counts its list.
      const shown = rows[index]?.cells[states[stage]] ?? '';
      return { what: `open ${age}, ${stage}`, shown, told: own, unit: 'number' };
    }),
  );
  return [total, ...cells];
}
