import type { Page } from 'playwright-core';

import { withBounds, type Figure } from '../support/figures.ts';
import {
  COUNTED,
  daysOfPeople,
  HUMANS,
  medianBounds,
  numberIn,
  numbersIn,
  textsOf,
  wilson,
  type Walk,
} from './facts.ts';
import { changeFigures, guardFigures, mergedByDay } from './overview-cards.ts';
import { byBucket, dayOf, pointsOf, seriesFigures, shareIn, type Point } from './series.ts';

/** Every figure of the overview but its verdict, which is a comparison's. */
export async function overviewFigures(walk: Walk): Promise<readonly Figure[]> {
  const page = await walk.open('', ['o-ct', 'o-tp', 'o-ad']);
  return [
    ...(await cycleTimeFigures(page, walk)),
    ...(await throughputFigures(page, walk)),
    ...(await adoptionFigures(page, walk)),
    ...(await guardFigures(page, walk)),
    ...(await changeFigures(page, walk)),
    ...(await mergedByDay(page, walk)),
  ];
}

/** Cycle times by week, sorted, with their percentiles. */
export async function weeklyCycleTimes({ store }: Walk) {
  const rows = await store.rows(`
    with ${COUNTED}
    select merge_week as bucket, array_agg(cycle_seconds order by cycle_seconds) as sorted,
      percentile_cont(0.5) within group (order by cycle_seconds) as value,
      percentile_cont(0.75) within group (order by cycle_seconds) as p75,
      percentile_cont(0.9) within group (order by cycle_seconds) as p90,
      avg(cycle_seconds) as mean
    from counted where merged_at is not null group by 1`);
  const weeks = byBucket(rows);
  return (point: Pick<Point, 'from'>) => {
    const row = weeks.get(dayOf(point));
    const sorted = numbersIn(row?.['sorted']);
    const isEnough = sorted.length >= 5;
    const of = (column: string) => (isEnough ? numberIn(row, column) : null);
    return {
      value: of('value'),
      p75: of('p75'),
      p90: of('p90'),
      mean: of('mean'),
      n: sorted.length,
      bounds: isEnough ? medianBounds(sorted) : null,
    };
  };
}

async function cycleTimeFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const points = await pointsOf(walk, 'cycle_time');
  const counted = await weeklyCycleTimes(walk);
  const last = points.findLast(isSettled);
  const head = (await textsOf(page, 'section:has(#o-ct) .key-figure'))[0] ?? '';
  const own = last === undefined ? null : counted(last);
  const unit = 'seconds';
  const tail = (name: string) => new RegExp(`${name} ([^·]+)`).exec(head)?.[1]?.trim() ?? '';
  return [
    ...(await seriesFigures(page, { id: 'o-ct', unit, points, counted })),
    ...(await headFigures(page, 'o-ct', { point: last, unit, counted: own })),
    {
      what: 'o-ct headline p75',
      shown: tail('p75'),
      told: last?.p75 ?? null,
      counted: own?.p75 ?? null,
      unit,
    },
    {
      what: 'o-ct headline p90',
      shown: tail('p90'),
      told: last?.p90 ?? null,
      counted: own?.p90 ?? null,
      unit,
    },
  ];
}

function isSettled({ value, provisional }: Point): boolean {
  return value !== null && !provisional;
}

type Head = {
  readonly point: Point | undefined;
  readonly unit: Figure['unit'];
  readonly counted: { readonly value: number | null; readonly n: number } | null;
};

async function headFigures(
  page: Page,
  id: string,
  { point, unit, counted }: Head,
): Promise<readonly Figure[]> {
  const place = `section:has(#${id}) .key-figure`;
  const [value = ''] = await textsOf(page, `${place} b`);
  const [interval = ''] = await textsOf(page, `${place} .key-interval`);
  const [n = ''] = await textsOf(page, `${place} .key-n`);
  const [, low, high] = withBounds(`${value} ${interval}`);
  const what = `${id} headline`;
  return [
    {
      what,
      shown: value,
      told: point?.value ?? null,
      counted: counted?.value ?? null,
      unit,
    },
    { what: `${what}, low`, shown: low, told: point?.interval?.[0] ?? null, unit },
    { what: `${what}, high`, shown: high, told: point?.interval?.[1] ?? null, unit },
    {
      what: `${what}, n`,
      shown: n.replace('n = ', ''),
      told: point?.sampleSize ?? null,
      counted: counted?.n ?? null,
      unit: 'number',
    },
  ];
}

/** Merges of a week over the people who were there in it. */
async function throughputFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const points = await pointsOf(walk, 'throughput');
  const weeks = byBucket(
    await walk.store.rows(`
      with ${COUNTED}, ${HUMANS}, ${daysOfPeople(walk.days)},
      people as (select week::text as bucket, count(distinct person_id) as weeks from present group by 1),
      merges as (select merge_week as bucket, count(*) as n from counted where merged_at is not null group by 1)
      select bucket, coalesce(n, 0)::float8 as n, coalesce(n, 0)::float8 / weeks as value
      from people left join merges using (bucket)`),
  );
  const counted = (point: Point) => {
    const row = weeks.get(dayOf(point));
    return { value: numberIn(row, 'value'), n: numberIn(row, 'n') ?? 0 };
  };
  const point = points.findLast(isSettled);
  const head = {
    point,
    unit: 'number' as const,
    counted: point === undefined ? null : counted(point),
  };
  return [
    ...(await seriesFigures(page, { id: 'o-tp', unit: 'number', points, counted })),
    ...(await headFigures(page, 'o-tp', head)),
  ];
}

/** Who used Copilot of those who were there; not known before the first report. */
async function adoptionFigures(page: Page, walk: Walk): Promise<readonly Figure[]> {
  const points = await pointsOf(walk, 'adoption');
  const weeks = byBucket(
    await walk.store.rows(`
      with ${HUMANS}, ${daysOfPeople(walk.days)},
      people as (select distinct week, person_id from present),
      sums as (
        select week, count(*)::float8 as n,
          count(*) filter (where exists (
            select from used u where u.person_id = p.person_id and u.week = p.week))::float8 as part
        from people p group by 1)
      select week::text as bucket, n, part / n as value, ${wilson('part', 'n')} from sums
      where week + 7 > (select min(day) from copilot_user_days)`),
  );
  const counted = (point: Point) => shareIn(weeks.get(dayOf(point)));
  const point = points.findLast(isSettled);
  const head = {
    point,
    unit: 'share' as const,
    counted: point === undefined ? null : counted(point),
  };
  return [
    ...(await seriesFigures(page, { id: 'o-ad', unit: 'share', points, counted })),
    ...(await headFigures(page, 'o-ad', head)),
  ];
}
