import type { Page } from 'playwright-core';

import type { Dashboard } from '../support/dashboard.ts';
import type { AskableStore } from '../support/store.ts';

/** A page to walk through: what serves it, and the store beside it. */
export type Walk = {
  readonly dashboard: Dashboard;
  readonly store: AskableStore;
  /** Opens a page over the whole known window, with these charts shown as tables. */
  readonly open: (path: string, tables?: readonly string[]) => Promise<Page>;
  /** What is asked of the API of the same window. */
  readonly window: string;
  /** The same window in SQL, half-open. */
  readonly days: { readonly from: string; readonly to: string };
};

/** What counts in measures: the pull requests of all but bots, and how long each took. */
export const COUNTED = `
  counted as (
    select p.*,
      date_trunc('week', p.merged_at at time zone 'UTC')::date::text as merge_week,
      extract(epoch from p.merged_at - p.first_commit_at)::float8 as cycle_seconds
    from pull_requests p where p.folded and p.authorship <> 'bot'
  )`;

/** Accounts of people, each with the one that it is or became. */
export const HUMANS = `
  humans as (
    select id as account_id, coalesce(merged_into_id, id) as person_id
    from people where coalesce(kind_override, kind) = 'human'
  )`;

/** The days of a window on which people were there, or used Copilot, with the week of each. */
export function daysOfPeople({ from, to }: Walk['days']): string {
  const of = (table: string, more: string) => `
    select distinct h.person_id, d.day, date_trunc('week', d.day)::date as week
    from ${table} d join humans h on h.account_id = d.person_id
    where d.day >= date '${from}' and d.day < date '${to}' and ${more}`;
  return `
    present as (${of('activity_days', 'true')}),
    used as (${of('copilot_user_days', 'd.active')})`;
}

/** The bounds of Wilson's 95 % interval of `part` of `whole`, as two columns in SQL. */
export function wilson(part: string, whole: string): string {
  const z = '1.959963984540054::float8';
  const share = `(${part})::float8 / (${whole})`;
  const centre = `(${share} + ${z} * ${z} / (2 * (${whole})))`;
  const spread = `${z} * sqrt((${share} * (1 - ${share}) + ${z} * ${z} / (4 * (${whole}))) / (${whole}))`;
  const scale = `(1 + ${z} * ${z} / (${whole}))`;
  return `greatest(0, (${centre} - ${spread}) / ${scale}) as low,
    least(1, (${centre} + ${spread}) / ${scale}) as high`;
}

/**
 * The 95 % interval of a median between two values of its sample: each tail of the number of values
 * below it, a binomial one half, holds at most 2.5 %. Counted with whole numbers, without rounding.
 *
 * @param sorted - the sample, ascending, five values at least
 */
export function medianBounds(sorted: readonly number[]): readonly [number, number] {
  const n = BigInt(sorted.length);
  const whole = 2n ** n;
  let ways = 1n;
  let below = 0n;
  let lower = 0;
  for (let k = 0n; k <= n; k += 1n) {
    below += ways;
    if (below * 40n <= whole) lower = Number(k) + 1;
    ways = (ways * (n - k)) / (k + 1n);
  }
  const at = (rank: number) => sorted[rank - 1] ?? Number.NaN;
  // Below six values no rank is that rare: the first and the last stand. Both ends lie equally deep.
  const rank = Math.max(1, lower);
  return [at(rank), at(sorted.length + 1 - rank)];
}

/**
 * A bound as it is told, where it is the exact one or lies within two values of it, as by the normal
 * approximation that stands in above a thousand values; else the exact one.
 */
export function nearBound(
  sorted: readonly number[],
  { exact, told }: { readonly exact: number; readonly told: number | null },
): number {
  if (told === null) return exact;
  const ranks = Math.abs(sorted.indexOf(exact) - sorted.indexOf(told));
  return sorted.includes(told) && ranks <= 2 ? told : exact;
}

/** A number in a row; null where there is none. */
export function numberIn(row: Readonly<Record<string, unknown>> | undefined, column: string) {
  const value = row?.[column] ?? null;
  return value === null ? null : Number(value);
}

/** The texts of a place, without spaces around. */
export async function textsOf(page: Page, selector: string): Promise<readonly string[]> {
  return (await page.locator(selector).allTextContents()).map((text) => text.trim());
}

/** A list of numbers in a row; none where there is no row. */
export function numbersIn(list: unknown): readonly number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}
