import { readFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';

import type { Chart, Table } from './charts.ts';

const PNG = '89504e470d0a1a0a';

/** What is wrong with the menu of a chart: the three files that it saves, and its page of the guide. */
export async function fileFaults(
  page: Page,
  { title, frame }: Chart,
  table: Table,
): Promise<readonly string[]> {
  const save = async (kind: string) => {
    await frame.getByRole('button', { name: 'More for ' }).click();
    const item = frame.getByRole('menuitem', { name: `(${kind.toUpperCase()})` });
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
    const name = download.suggestedFilename();
    return { bytes: await readFile(await download.path()), isNamed: name.endsWith(`.${kind}`) };
  };
  await frame.getByRole('button', { name: 'More for ' }).click();
  const how = frame.getByRole('menuitem', { name: 'How is this computed?' });
  const guide = (await how.getAttribute('href')) ?? '';
  await page.keyboard.press('Escape');
  const svg = await save('svg');
  const png = await save('png');
  const csv = await save('csv');
  const named = [svg, png, csv].every(({ isNamed }) => isNamed) ? [] : ['a file has another name'];
  return [
    ...named,
    ...(/\/guide\/\w+/.test(guide) ? [] : ['the guide has no page of it']),
    ...(await svgFaults(page, { text: svg.bytes.toString(), title })),
    ...(isPicture(png.bytes) ? [] : ['the PNG is none']),
    ...csvFaults(csv.bytes.toString(), table),
  ];
}

/** A picture must be XML, hold its title and everything that it refers to. */
async function svgFaults(
  page: Page,
  { text, title }: { readonly text: string; readonly title: string },
): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const parsed = new DOMParser().parseFromString(${JSON.stringify(text)}, 'image/svg+xml');
    const root = parsed.documentElement;
    if (root.tagName !== 'svg') return ['the SVG does not parse'];
    const texts = [...root.querySelectorAll('text')].map(({ textContent }) => textContent);
    return texts.includes(${JSON.stringify(title)}) ? [] : ['the SVG has no title'];
  })()`);
  const outside = /\b(?:href|src)=|@import|<image|var\(|url\((?!&quot;#|#)/.exec(text);
  const inside = [...text.matchAll(/url\((?:&quot;)?#([^)&]+)/g)].map(([, id = '']) => id);
  const lost = inside.find((id) => !text.includes(`id="${id}"`));
  return [
    ...(Array.isArray(found) ? found.map(String) : ['the page did not answer']),
    ...(outside === null ? [] : [`the SVG refers to something outside: ${outside[0]}`]),
    ...(lost === undefined ? [] : [`the SVG refers to #${lost}, which it lacks`]),
  ];
}

function isPicture(bytes: Buffer): boolean {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return bytes.subarray(0, 8).toString('hex') === PNG && width > 100 && height > 50;
}

function csvFaults(text: string, { caption, columns, rows }: Table): readonly string[] {
  const [head = [], ...lines] = linesOf(text);
  const table = [columns, ...rows.map((row) => [row.head, ...row.cells])];
  const isSame = JSON.stringify(lines) === JSON.stringify(table);
  return [
    ...(head[0]?.startsWith(`${caption}; http`) && /; data version \d+$/.test(head[0])
      ? []
      : ['the CSV does not say what it is of']),
    ...(isSame ? [] : ['the CSV is not the table']),
  ];
}

/** The cells of a CSV; what keeps a spreadsheet from taking one for a formula is left out. */
function linesOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\r\n').slice(0, -1);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
      (quoted?.replaceAll('""', '"') ?? plain).replace(/^'/, ''),
    ),
  );
}
