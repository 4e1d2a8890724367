import type { Comparison } from '@uplift/contracts';
import type { Page } from 'playwright-core';

import { readTable, withBounds, type Figure } from '../support/figures.ts';
import { COUNTED, HUMANS, numberIn, textsOf, type Walk } from './facts.ts';

/**
 * Every figure of an answer. What controls are needed for is held against the API alone, for its
 * estimators have references of their own; the plain before and after is counted anew, and so are
 * the pull requests that the answer accounts for.
 */
export async function comparisonFigures(walk: Walk): Promise<readonly Figure[]> {
  const page = await walk.open('/comparisons/1', ['c-es', 'c-rb', 'c-gd']);
  await page.locator('section:has(#c-es)').waitFor();
  const told = await walk.dashboard.ask<Comparison>('/comparisons/1');
  return [
    ...(await sizeFigures(page, told)),
    ...(await methodFigures(page, { walk, told })),
    ...(await guardFigures(page, told)),
    ...(await weekFigures(page, told)),
    ...(await levelFigures(page, told)),
    ...(await exclusionFigures(page, { walk, told })),
  ];
}

type Answer = { readonly walk: Walk; readonly told: Comparison };

async function sizeFigures(page: Page, { n, levels }: Comparison): Promise<readonly Figure[]> {
  const texts = await textsOf(page, '.facts dd b');
  const [adopters = '', others = '', pulls = '', weeks = '', level = ''] = texts;
  const [before = '', after = ''] = level.split(' → ');
  const unit = 'number';
  return [
    { what: 'adopters', shown: adopters, told: n?.treatedDevelopers ?? null, unit },
    { what: 'not yet adopted', shown: others, told: n?.controlDevelopers ?? null, unit },
    { what: 'pull requests', shown: pulls, told: n?.pullRequests ?? null, unit },
    { what: 'weeks', shown: weeks, told: n?.weeks ?? null, unit },
    { what: 'level before', shown: before, told: levels?.before ?? null, unit: 'seconds' },
    { what: 'level after', shown: after, told: levels?.after ?? null, unit: 'seconds' },
  ];
}

type Change = { readonly percent: number | null; readonly interval: readonly number[] | null };

/** A change with both bounds, as three figures. */
function changeFigures(what: string, text: string, told: Change): readonly Figure[] {
  const [value, low, high] = withBounds(text);
  const unit = 'change';
  const [lower = null, upper = null] = told.interval ?? [];
  const bounds: readonly Figure[] = [
    { what: `${what}, low`, shown: low, told: lower, unit },
    { what: `${what}, high`, shown: high, told: upper, unit },
  ];
  return [
    { what, shown: value === '' ? text : value, told: told.percent, unit },
    ...(told.interval === null ? [] : bounds),
  ];
}

/** The answer, then each other way to compute it, and the plain one, counted anew. */
async function methodFigures(page: Page, { walk, told }: Answer): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'c-rb');
  const texts = rows.map(({ cells }) => cells['Change, 95% interval'] ?? '');
  const { effect, robustness = [], naive } = told;
  const changes = [effect, ...robustness, naive].filter((change) => change !== undefined);
  const all = changes.flatMap((change, index) =>
    changeFigures(rows[index]?.head ?? 'no row', texts[index] ?? '', change),
  );
  const plain: Figure = {
    what: 'plain before and after',
    shown: withBounds(texts.at(-1) ?? '')[0],
    told: naive?.percent ?? null,
    counted: await plainChange(walk),
    unit: 'change',
  };
  return [...all, plain];
}

/**
 * The ratio of geometric means of cycle time within developers, by the week of opening: the mean
 * change of the mean logarithm, each developer weighted by b · a / (b + a) for b pull requests
 * before and a after; the week of adoption is neither.
 */
async function plainChange({ store }: Walk): Promise<number | null> {
  const [row] = await store.rows(`
    with ${COUNTED}, ${HUMANS},
    finish as (select (max(day) + 1)::timestamp at time zone 'UTC' as at from activity_days),
    own as (
      select a.person_id, date_trunc('week', p.opened_at at time zone 'UTC')::date as week,
        date_trunc('week', a.started_on)::date as adopted,
        ln(least(greatest(coalesce(p.cycle_seconds, 28 * 86400), 60), 28 * 86400)) as y
      from counted p join adoptions a on a.person_id = p.responsible_id
        and a.tool = 'copilot' and a.source = 'usage' and a.status = 'known'
      where p.opened_at <= (select at from finish) - interval '28 days'
        and exists (select from humans h where h.account_id = a.person_id)
    ),
    sides as (
      select person_id, count(*) filter (where week < adopted)::float8 as b,
        count(*) filter (where week > adopted)::float8 as a,
        avg(y) filter (where week < adopted) as before, avg(y) filter (where week > adopted) as after
      from own group by 1
    )
    select 100 * (exp(sum(a * b / (a + b) * (after - before)) / sum(a * b / (a + b))) - 1) as percent
    from sides where a > 0 and b > 0`);
  return numberIn(row, 'percent');
}

async function guardFigures(page: Page, { guards = [] }: Comparison): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'c-gd');
  return guards.flatMap((guard, index) => {
    const text = rows[index]?.cells['Change, 95% interval'] ?? '';
    return changeFigures(`guard ${guard.measure}`, text, guard);
  });
}

async function weekFigures(
  page: Page,
  { eventStudy = [] }: Comparison,
): Promise<readonly Figure[]> {
  const rows = await readTable(page, 'c-es');
  return eventStudy.flatMap(({ percent, interval, band, n }, index): readonly Figure[] => {
    const { head = 'no row', cells = {} } = rows[index] ?? {};
    const of = (column: string, told: number | null | undefined): Figure => ({
      what: `${head}, ${column}`,
      shown: cells[column] ?? '',
      told: told ?? null,
      unit: column.startsWith('n,') ? 'number' : 'change',
    });
    return [
      of('Change', percent),
      of('Low', interval?.[0]),
      of('High', interval?.[1]),
      of('Band low', band?.[0]),
      of('Band high', band?.[1]),
      ...(n === undefined ? [] : [of('n, adopters', n)]),
    ];
  });
}

/** Shares that merge in time, and medians. */
async function levelFigures(
  page: Page,
  { horizons = [], medians = [] }: Comparison,
): Promise<readonly Figure[]> {
  const shares = await textsOf(page, 'section:has(#c-hz) tbody td');
  const middles = await textsOf(page, 'section:has(#c-md) tbody td');
  return [
    ...horizons.flatMap(({ measure, unit, ...levels }, row): readonly Figure[] =>
      (['before', 'expected', 'after'] as const).map((side, column) => ({
        what: `${measure}, ${side}`,
        shown: shares[row * 4 + column] ?? '',
        told: levels[side],
        unit,
      })),
    ),
    ...medians.flatMap(({ of, seconds }, row): readonly Figure[] => {
      if (seconds === null) return [];
      return [
        { what: `median of ${of}`, shown: middles[row * 2] ?? '', told: seconds, unit: 'seconds' },
      ];
    }),
  ];
}

/** What is left out, and that nothing is lost: the rest and the answer are all there is. */
async function exclusionFigures(page: Page, { walk, told }: Answer): Promise<readonly Figure[]> {
  const { exclusions = [], n } = told;
  const cells = await textsOf(page, 'section:has(#c-ex) tbody td');
  const [own] = await walk.store.rows(`
    with ${COUNTED}, ${HUMANS}
    select count(*) as n from counted p
    where exists (select from humans h where h.account_id = p.responsible_id)`);
  const left = exclusions.reduce((sum, { pullRequests }) => sum + pullRequests, 0);
  const total = (n?.pullRequests ?? 0) + left;
  const unit = 'number';
  const listed = exclusions.flatMap(({ reason, developers, pullRequests }, row) => {
    const [people = '', pulls = ''] = cells.slice(row * 2);
    return [
      { what: `${reason}, people`, shown: people, told: developers, unit } as const,
      { what: `${reason}, pull requests`, shown: pulls, told: pullRequests, unit } as const,
    ];
  });
  const [shown, counted] = [String(total), numberIn(own, 'n')];
  return [...listed, { what: 'pull requests in and out', shown, told: total, counted, unit }];
}
