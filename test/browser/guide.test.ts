import { readFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { faultsOf } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { opposites, wide } from './support/looks.ts';

type Detail = {
  readonly stages: Readonly<Record<'coding' | 'pickup' | 'review' | 'merge', number>>;
};

describeDashboard('the guide and what is shared', (dashboard) => {
  const { open, ask } = dashboard;

  test('every measure of the API has its page, with its definition, formula and rules', async () => {
    const { page, context, complaints } = await open(wide, '/guide');
    type Measures = { items: { id: string; title: string; description: string; guide: string }[] };
    const { items } = await ask<Measures>('/measures');
    for (const { title, description, guide } of items) {
      await page.goto(`${dashboard.served.url}${guide}`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      expect(await page.locator('.guide-head p').textContent()).toBe(description);
      expect(await page.locator('.formula').first().textContent()).not.toBe('');
      expect(await page.locator('.rules details').count()).toBeGreaterThan(0);
      expect(await page.locator('.rules details').first().innerText()).toMatch(/\n.{40}/);
    }

    expect(items).toHaveLength(24);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('three pull requests are worked through to the second, as the API tells them', async () => {
    const { page, context } = await open(wide, '/guide/cycle_time');
    await page.locator('.worked li').nth(2).waitFor();
    const rows = await page.locator('.worked li').all();

    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const href = (await row.getByRole('link').getAttribute('href')) ?? '';
      const place = /pull-requests\/[^?]+/.exec(href)?.[0] ?? '';
      const { stages } = await ask<Detail>(`/${place}`);
      const words = (await row.locator('.worked-sum').textContent()) ?? '';
      const sum = stages.coding + stages.pickup + stages.review + stages.merge;
      expect(secondsIn(words.split(' = ')[1] ?? '')).toBe(Math.floor(sum + 1e-6));
      const terms = [...(words.split(' = ')[0]?.matchAll(/\d+:\d\d:\d\d/g) ?? [])].map(String);
      expect(terms.map(secondsIn).reduce((total, part) => total + part, 0)).toBe(
        secondsIn(words.split(' = ')[1] ?? ''),
      );
    }
    await context.close();
  });

  test('figures that do not come leave the rest of a page as it is', async () => {
    const { page, context } = await open(wide, '/guide');
    await page.route('**/series/cycle_time?*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.goto(dashboard.address('/guide/cycle_time'));
    const reading = page.locator('section:has(#g-reading)');
    await reading.getByRole('alert').waitFor();

    expect(await reading.getByRole('alert').textContent()).toContain('Your own figures');
    expect(await reading.getByRole('listitem').count()).toBe(4);
    await context.close();
  });

  test('an address of nothing known says so', async () => {
    const { page, context } = await open(wide, '/guide/happiness');

    expect(await page.locator('h1').textContent()).toBe('The guide has no such page');
    await context.close();
  });

  test('what leaves a simulated organisation says so in its title and its name', async () => {
    const { page, context } = await open(wide, '/guide');
    await page.route('**/api/v1/me', async (route) => {
      const response = await route.fetch();
      // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
      const me = (await response.json()) as { organizations: object[] };
      const organizations = me.organizations.map((one) => ({ ...one, simulated: { effects: [] } }));
      await route.fulfill({ response, json: { ...me, organizations } });
    });
    await page.goto(dashboard.address(''));
    const more = page.getByRole('button', { name: 'More for Throughput' });
    for (const [item, ending] of [
      ['Save the figures (CSV)', 'csv'],
      ['Save the picture (SVG)', 'svg'],
      ['Save the picture (PNG)', 'png'],
    ] as const) {
      await more.click();
      const file = await saved(page, item);
      expect(file.name).toBe(`uplift-simulated-throughput.${ending}`);
      expect(ending === 'png' || file.text.includes('Simulated: Throughput')).toBe(true);
    }
    await context.close();
  });

  test('a picture in pixels is twice the size of the drawing', async () => {
    const { page, context } = await open(wide, '');
    const more = page.getByRole('button', { name: 'More for Throughput' });
    await more.click();
    const svg = await saved(page, 'Save the picture (SVG)');
    await more.click();
    const png = await saved(page, 'Save the picture (PNG)');

    const [, width = '', height = ''] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg.text) ?? [];
    const drawn = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
    expect(drawn).toEqual([Math.floor(Number(width) * 2), Math.floor(Number(height) * 2)]);
    await context.close();
  });

  test('a link is copied as one that moves or as one of these dates', async () => {
    const { page, context, complaints } = await open(wide, '/cycle-time?period=12w');
    const copy = page.getByRole('button', { name: 'Copy a link to this view' });
    await copy.click();
    await page.getByRole('menuitem', { name: /moving on/ }).click();
    expect(new URL(await clipboard(page)).search).toBe('?period=12w');

    await copy.click();
    await page.getByRole('menuitem', { name: /these dates/ }).click();
    const dated = new URL(await clipboard(page)).searchParams;
    expect([...dated.keys()]).toEqual(['from', 'to']);

    await page.goto(await clipboard(page));
    await copy.click();
    await page.getByText('Link copied').waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('where no page may copy, the link is shown to be copied by hand', async () => {
    const { page, context } = await open(wide, '/comparisons/1');
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    const asked = page.waitForEvent('dialog');
    await page.getByRole('button', { name: 'Share' }).click();
    // The page stands still until the dialog is gone, and so does the click.
    const clicked = page.getByRole('button', { name: 'Copy the link alone' }).click();
    const dialog = await asked;

    expect(dialog.message()).toContain('Copy it yourself');
    expect(dialog.defaultValue()).toBe(dashboard.address('/comparisons/1'));
    await dialog.dismiss();
    await clicked;
    expect(await page.getByText('Link copied').count()).toBe(0);
    await context.close();
  });

  test('an answer is shared with its sentence, and the page tells it to previews', async () => {
    const { page, context, complaints } = await open(wide, '/comparisons/1');
    const share = page.getByRole('button', { name: 'Share' });
    await share.click();
    await page.getByRole('button', { name: 'Copy the sentence and the link' }).click();
    const text = await clipboard(page);

    expect(text).toMatch(/cycle time.*\], 95% interval\. n = \d+ adopters.*Meanwhile: /i);
    expect(text).toContain(`\n${dashboard.address('/comparisons/1')}`);
    const described = await page.locator('meta[name=description]').last().getAttribute('content');
    expect(text.startsWith(`${described ?? ''}\n`)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Share');
    expect(complaints).toEqual([]);

    const stranger = await (await fetch(dashboard.address('/comparisons/1'))).text();
    expect(stranger).toContain('Sign in');
    expect(stranger).not.toMatch(/adopters against|95% interval|Meanwhile/);
    await context.close();
  });

  test('a link that is opened signed out leads to its page after signing in', async () => {
    const context = await dashboard.browser.newContext();
    const page = await context.newPage();
    const address = dashboard.address('/cycle-time?period=12w&show=c-ct.table');
    await page.goto(address);
    await page.getByLabel('Access token').fill(dashboard.served.token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Cycle time by week/ }).waitFor();

    expect(page.url()).toBe(address);
    await page.locator('section:has(#c-ct) table').waitFor();
    await page.reload();
    await page.locator('section:has(#c-ct) table').waitFor();
    expect(page.url()).toBe(address);
    await context.close();
  });

  test.each(opposites)('paper is sound, $width px wide, and two pages of A4', async (look) => {
    const { page, context, complaints } = await open(look, '/comparisons/1');
    await page.getByRole('link', { name: 'Print' }).click();
    await page.locator('.print-view').getByRole('application').first().waitFor();
    await page.waitForLoadState('networkidle');

    expect(await page.locator('header.top, .filters').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    const pdf = look.width < 1280 ? null : await page.pdf({ preferCSSPageSize: true });
    expect(pdf === null ? 2 : sheetsOf(pdf)).toBe(2);
    await page.getByRole('link', { name: 'Back to the answer' }).click();
    await page.locator('header.top').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

type Saved = { readonly name: string; readonly bytes: Buffer; readonly text: string };

/** What an item of the open menu saves. */
async function saved(page: Page, item: string): Promise<Saved> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}

async function clipboard(page: Page): Promise<string> {
  return String(await page.evaluate('navigator.clipboard.readText()'));
}

/** How many pages a PDF has. */
function sheetsOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Hours, minutes and seconds as seconds. */
function secondsIn(text: string): number {
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
