import type { Page } from 'playwright-core';

/** A figure on its way from the facts to the screen. */
export type Figure = {
  /** Which one it is, for who reads of a difference. */
  readonly what: string;
  /** The text on the page. */
  readonly shown: string;
  /** What the API tells; null: nothing is measured. */
  readonly told: number | null;
  /** What SQL counts from the facts; left out where only the screen is held against the API. */
  readonly counted?: number | null;
  readonly unit: Unit;
};

/** How a figure is written; a `share` lies in 0 to 1, a `change` is in percent already. */
type Unit = 'seconds' | 'share' | 'change' | 'number';

/** Where figures differ on their way, in words; none where the screen tells the facts. */
export function differences(figures: readonly Figure[]): readonly string[] {
  return figures.flatMap((figure) => {
    const { what, shown, told, counted = told } = figure;
    const onScreen = isShown(figure) ? [] : [`${what}: "${shown}" on screen is ${told} in the API`];
    const inFacts = isEqual(told, counted)
      ? []
      : [`${what}: ${told} in the API is ${counted} in SQL`];
    return [...onScreen, ...inFacts];
  });
}

const NOTHING = ['none', 'not known', 'hidden', 'nothing measured'];
/** Of a figure or of its size, whichever is larger. */
const NEGLIGIBLE = 1e-9;

function isEqual(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= NEGLIGIBLE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Whether a text is a number rounded to the digits that it shows. */
function isShown({ shown, told, unit }: Figure): boolean {
  if (told === null) return NOTHING.some((word) => shown.startsWith(word));
  const read = readFigure(shown, unit);
  return read !== null && Math.abs(read.value - told) <= read.slack * (1 + NEGLIGIBLE);
}

const SIZES: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  wk: 604_800,
};

/** The number that a text begins with, and half of its last digit. */
function readFigure(
  text: string,
  unit: Unit,
): { readonly value: number; readonly slack: number } | null {
  const found = /^([+−]?)([\d,]+(?:\.(\d+))?)\s*(s|min|h|d|wk|%)?/.exec(text);
  if (found === null) return null;
  const [, sign, digits = '', decimals = '', name = ''] = found;
  const size = sizeOf(name, unit);
  if (size === null) return null;
  const value = Number(digits.replaceAll(',', '')) * (sign === '−' ? -1 : 1);
  return { value: value * size, slack: size * 0.5 * 10 ** -decimals.length };
}

function sizeOf(name: string, unit: Unit): number | null {
  if (unit === 'seconds') return SIZES[name] ?? null;
  if (unit === 'number') return 1;
  if (name !== '%') return null;
  return unit === 'share' ? 0.01 : 1;
}

/** A figure and the bounds behind it, `26 h [24, 29]`, as three texts, each with its unit. */
export function withBounds(text: string): readonly [string, string, string] {
  const [, value = '', unit = '', low = '', high = ''] =
    /^([+−]?[\d,.]+)\s*(\D*?)\s*\[(\S+), (\S+)\]/.exec(text) ?? [];
  const named = (part: string) => (unit === '%' ? `${part}%` : `${part} ${unit}`.trim());
  return [named(value), named(low), named(high)];
}

/** A row of a chart's table: what it is of, and its texts by column. */
export type TableRow = {
  readonly head: string;
  readonly cells: Readonly<Record<string, string>>;
};

/** The table of a chart that is shown as one. */
export async function readTable(page: Page, id: string): Promise<readonly TableRow[]> {
  const table = page.locator(`section:has(#${id}) .chart-table table`);
  await table.waitFor();
  const columns = (await table.locator('thead th').allTextContents()).slice(1);
  const rows = await table.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const texts = await row.locator('th, td').allTextContents();
      const [head = '', ...cells] = texts;
      return {
        head,
        cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
      };
    }),
  );
}
