import type { Locator, Page } from 'playwright-core';

/** A table as it stands on a page. */
export type Table = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
};

/** What is read of a point: in sight, and aloud. */
export type Reading = { readonly title: string; readonly spoken: string };

/** A chart in its frame. */
export type Chart = {
  readonly title: string;
  readonly subtitle: string;
  /** All that stands in the frame but the drawing. */
  readonly words: string;
  readonly frame: Locator;
  readonly plot: Locator;
};

const FRAME = 'section.card:has(.card-tools)';

/** The charts of a page, by their frames. */
export async function chartsOn(page: Page): Promise<readonly Chart[]> {
  const ids = await page
    .locator(`${FRAME} .card-head h2:visible`)
    .evaluateAll((heads) => heads.map(({ id }) => id));
  return Promise.all(
    ids.map(async (id) => {
      const frame = page.locator(`section.card:has(#${id})`);
      const rest = '.card-head p, .key-figure, .ct-whole > p, .card-foot';
      return {
        title: (await frame.locator(`#${id}`).textContent()) ?? '',
        subtitle: (await frame.locator('.card-head p').textContent()) ?? '',
        words: (await frame.locator(rest).allInnerTexts()).join('\n'),
        frame,
        plot: frame.getByRole('application'),
      };
    }),
  );
}

/**
 * How many drawings stand outside of a frame, but for the time line of a pull request, whose events
 * are a table beside it.
 */
export function unframedOn(page: Page): Promise<number> {
  return page
    .locator('svg.chart:not(.time-line svg), [role=application]')
    .evaluateAll(
      (drawings, frame) => drawings.filter((one) => one.closest(frame) === null).length,
      FRAME,
    );
}

const UNIT = /%|\b(?:time|share|people|developers|seats|pull requests|PRs|repositories)\b/i;
const STATISTIC = /\b(?:p\d\d|mean|median|rate|shares?|counts?)\b|^% (?:of|change)|^%, against/i;
const SIZE =
  /\bn = [\d,]+|[\d,]+ (?:open )?(?:pull requests?|adopters|people|developers|seats|repositories)\b/;
const INTERVAL = /\[[^\]]+, [^\]]+\]|95%|no interval/i;

/** What a frame does not say of its chart. */
export function silenceOf({ title, subtitle, words }: Chart): readonly string[] {
  const wanted = [
    ['a title', title, /\S/],
    ['a statistic', subtitle, STATISTIC],
    ['a unit', subtitle, UNIT],
    ['an n', words, SIZE],
    ['an interval, or why there is none', words, INTERVAL],
  ] as const;
  return wanted.flatMap(([what, text, pattern]) =>
    pattern.test(text) ? [] : [`${what} is not in "${text}"`],
  );
}

/** The table of a chart that is shown as one. */
export async function tableIn(frame: Locator): Promise<Table> {
  const table = frame.locator('.chart-table table');
  await table.waitFor();
  const rows = await table
    .locator('tbody tr')
    .evaluateAll((lines) =>
      lines.map(({ children }) => Array.from(children, ({ textContent }) => textContent ?? '')),
    );
  const caption = (await table.locator('caption').textContent()) ?? '';
  const columns = await table.locator('thead th[scope=col]').allTextContents();
  return { caption, columns, rows: rows.map(([head = '', ...cells]) => ({ head, cells })) };
}

/** Every point of a chart as the arrow keys read it: along each line, and from line to line. */
export async function readByKeys(page: Page, plot: Locator): Promise<KeyWalk> {
  await plot.focus();
  const faults: string[] = [];
  const lines: (readonly Reading[])[] = [];
  for (;;) {
    const line = await readLine(page, faults);
    if (line[0]?.spoken === lines.at(-1)?.[0]?.spoken) break;
    lines.push(line);
    await press(page, 'ArrowDown');
  }
  for (const line of lines.toReversed()) {
    const { spoken } = await press(page, 'Home');
    if (spoken !== line[0]?.spoken) faults.push(`ArrowUp reads "${spoken}"`);
    await press(page, 'ArrowUp');
  }
  const left = await press(page, 'Escape');
  if (left.spoken !== '' || left.title !== '') faults.push(`Escape leaves "${left.spoken}"`);
  return { lines, faults };
}

/** What keys read of a chart, and what is wrong with how they did. */
export type KeyWalk = {
  readonly lines: readonly (readonly Reading[])[];
  readonly faults: readonly string[];
};

/** A line from its first point to its last, and back the same way. */
async function readLine(page: Page, faults: string[]): Promise<readonly Reading[]> {
  const line = [await press(page, 'Home')];
  for (;;) {
    const next = await press(page, 'ArrowRight');
    if (next.spoken === line.at(-1)?.spoken) break;
    line.push(next);
  }
  const last = await press(page, 'End');
  if (last.spoken !== line.at(-1)?.spoken) faults.push(`End reads "${last.spoken}"`);
  for (const { spoken } of line.slice(0, -1).toReversed()) {
    const back = await press(page, 'ArrowLeft');
    if (back.spoken !== spoken) faults.push(`ArrowLeft reads "${back.spoken}", not "${spoken}"`);
  }
  return line;
}

/** Presses a key on the chart that has focus; what it reads then. */
async function press(page: Page, key: string): Promise<Reading> {
  await page.keyboard.press(key);
  const read: unknown = await page.evaluate(`['.chart-tip b', '[role=status]'].map(
    (part) => document.activeElement?.querySelector(part)?.textContent ?? '')`);
  const [title = '', spoken = ''] = Array.isArray(read) ? read.map(String) : [];
  return { title, spoken };
}
