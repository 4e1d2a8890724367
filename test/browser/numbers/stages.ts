import type { Page } from 'playwright-core';

import { readTable, type Figure } from '../support/figures.ts';
import { COUNTED, numberIn, textsOf, type Walk } from './facts.ts';
import { byBucket, dayOf, type Point } from './series.ts';
import { distributionOf, spreadIn } from './spread.ts';

/** The stages of a pull request, in their order. */
export const STAGES = ['coding', 'pickup', 'review', 'merge'] as const;

type Stage = (typeof STAGES)[number];

type Line = { readonly walk: Walk; readonly points: readonly Point[] };

/** Means by stage of each week, which sum to the mean of the whole. */
export async function stageFigures(page: Page, { walk, points }: Line): Promise<readonly Figure[]> {
  const means = STAGES.map((stage) => `avg(${stage}_seconds) as ${stage}`).join(', ');
  const weeks = byBucket(
    await walk.store.rows(`
      with ${COUNTED}
      select merge_week as bucket, count(*) as n, avg(cycle_seconds) as mean, ${means}
      from counted where merged_at is not null group by 1 having count(*) >= 5`),
  );
  const rows = await readTable(page, 'c-stages');
  const columns = { coding: 'Coding', pickup: 'Pickup', review: 'Review', merge: 'Merge' };
  return points.flatMap((point, index): readonly Figure[] => {
    const { head = '', cells = {} } = rows[index] ?? {};
    const own = weeks.get(dayOf(point));
    const unit = 'seconds';
    const parts = STAGES.map((stage): Figure => ({
      what: `${stage}, ${head}`,
      shown: cells[columns[stage]] ?? '',
      told: point.stages?.[stage] ?? null,
      counted: numberIn(own, stage),
      unit,
    }));
    const sum =
      point.stages && STAGES.reduce((total, one) => total + (point.stages?.[one] ?? 0), 0);
    const shown = cells['Sum, the mean'] ?? '';
    return [
      ...parts,
      { what: `sum, ${head}`, shown, told: sum, counted: numberIn(own, 'mean'), unit },
      { what: `mean, ${head}`, shown, told: point.mean, counted: numberIn(own, 'mean'), unit },
      {
        what: `n of stages, ${head}`,
        shown: cells['n, pull requests'] ?? '',
        told: point.sampleSize,
        counted: numberIn(own, 'n') ?? point.sampleSize,
        unit: 'number',
      },
    ];
  });
}

/** The bar of the whole period, of settled weeks, with the percentiles of each stage. */
export async function meanFigures(page: Page, { walk, points }: Line): Promise<readonly Figure[]> {
  const settled = points.filter(({ value, provisional }) => value !== null && !provisional);
  const list = settled.map((point) => `'${dayOf(point)}'`).join(', ');
  const means = STAGES.map((stage) => `avg(${stage}_seconds) as ${stage}`).join(', ');
  const [own] = await walk.store.rows(`
    with ${COUNTED}
    select count(*) as n, avg(cycle_seconds) as mean, ${means}
    from counted where merge_week in (${list})`);
  const { n, weighted } = weightedMeans(settled);
  const [head = ''] = await textsOf(page, '.ct-whole .key-n');
  const [, mean = '', many = ''] = /^Mean (.+), n = ([\d,]+) /.exec(head) ?? [];
  const told = STAGES.reduce((sum, stage) => sum + weighted(stage), 0);
  const shown = await textsOf(page, '.ct-whole dd');
  const stages = STAGES.map(async (stage, index): Promise<readonly Figure[]> => {
    const text = shown[index] ?? '';
    const [, share = ''] = /· ([\d.]+%)/.exec(text) ?? [];
    const total = numberIn(own, 'mean') ?? Number.NaN;
    const part = numberIn(own, stage) ?? Number.NaN;
    const unit = 'seconds';
    return [
      { what: `whole ${stage}`, shown: text, told: weighted(stage), counted: part, unit },
      {
        what: `share of ${stage}`,
        shown: share,
        told: weighted(stage) / told,
        counted: part / total,
        unit: 'share',
      },
      ...(await percentilesOf(walk, { stage, text })),
    ];
  });
  return [
    { what: 'whole mean', shown: mean, told, counted: numberIn(own, 'mean'), unit: 'seconds' },
    { what: 'whole n', shown: many, told: n, counted: numberIn(own, 'n'), unit: 'number' },
    ...(await Promise.all(stages)).flat(),
  ];
}

/** Means by stage of several weeks, each weighted by its pull requests. */
function weightedMeans(points: readonly Point[]) {
  const n = points.reduce((sum, { sampleSize }) => sum + (sampleSize ?? 0), 0);
  const weighted = (stage: Stage) =>
    points.reduce(
      (sum, { stages, sampleSize }) => sum + (stages?.[stage] ?? 0) * (sampleSize ?? 0),
      0,
    ) / n;
  return { n, weighted };
}

type StageText = { readonly stage: Stage; readonly text: string };

/** The percentiles beside a stage; of pull requests of which no commit is known, coding is not. */
async function percentilesOf(walk: Walk, { stage, text }: StageText): Promise<readonly Figure[]> {
  const { quantiles } = await distributionOf(walk, `${stage}_time`);
  const isKnown = stage === 'coding' ? `when not flags ? 'commits_unknown'` : 'when true';
  const own = await spreadIn(walk, `case ${isKnown} then ${stage}_seconds end`);
  return (['p50', 'p75', 'p90'] as const).map((name) => ({
    what: `${name} of ${stage}`,
    shown: new RegExp(`${name} ([\\d.,]+ (?:s|min|h|d|wk))`).exec(text)?.[1] ?? '',
    told: quantiles?.[name] ?? null,
    counted: own[name],
    unit: 'seconds',
  }));
}
