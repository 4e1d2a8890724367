import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { describeDashboard } from './support/dashboard.ts';
import { wide } from './support/looks.ts';

const ANSWER_MS = 90_000;
const MOST_TABS = 150;

type Teams = { readonly items: readonly { readonly slug: string; readonly name: string }[] };
type Listed = { readonly items: readonly { readonly author: { readonly login: string } }[] };

describeDashboard('the dashboard by keyboard', (dashboard) => {
  const { open, ask } = dashboard;
  const pathOf = (page: Page) =>
    new URL(page.url()).pathname.replace(`/o/${dashboard.served.login}`, '');

  test('a question mark tells the keys, and focus goes back where it was', async () => {
    const { page, context, complaints } = await open(wide, '');
    const chart = page.getByRole('application').first();
    await chart.focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Help and keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await isFocused(page, chart)).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('keys lead to pages, mean nothing while somebody types, and can be switched off', async () => {
    const { page, context, complaints } = await open(wide, '');
    for (const [key, path] of [
      ['c', '/cycle-time'],
      ['a', '/adoption'],
      ['x', '/comparisons'],
      ['t', '/teams'],
      ['h', '/health'],
      ['o', ''],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL(`**/o/${dashboard.served.login}${path}`);
    }
    await page.getByRole('button', { name: /^Repository/ }).click();
    await page.getByRole('combobox', { name: 'Search Repository' }).pressSequentially('gx?/');
    expect(pathOf(page)).toBe('');
    expect(await page.getByRole('dialog', { name: 'Help and keys' }).count()).toBe(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Help and keys' }).click();
    await page.getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Help and keys' }).waitFor({ state: 'detached' });
    for (const key of ['g', 'x', '/', '?']) await page.keyboard.press(key);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(pathOf(page)).toBe('');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a slash finds pages, comparisons and one of 500 repositories, never people', async () => {
    const { page, context, complaints } = await open(wide, '/adoption');
    await page.route('**/repositories?*', (route) =>
      route.fulfill({
        json: { items: manyRepositories(dashboard.served.login), nextCursor: null },
      }),
    );
    await page.reload();
    await page.waitForLoadState('networkidle');
    const { items } = await ask<Listed>('/pull-requests?limit=1');
    await page.keyboard.press('/');
    const field = page.getByRole('combobox', { name: 'What to search for' });
    await field.waitFor();
    await page.keyboard.type(items[0]?.author.login ?? '');
    await page.getByText('Nothing is called so.').waitFor();

    await field.fill('service-499');
    await page.getByRole('option', { name: 'service-499' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForURL(/cycle-time\?repository=.*service-499/);

    await page.keyboard.press('/');
    await field.fill('throughput');
    await page.getByRole('option', { name: /Comparison$/ }).click();
    await page.waitForURL(/comparisons\/\d+(?:\?|$)/);

    const { items: teams } = await ask<Teams>('/team-summaries');
    await page.keyboard.press('/');
    await field.fill(teams[0]?.name ?? '');
    await page.getByRole('option', { name: /Team$/ }).first().click();
    await page.getByRole('heading', { level: 1, name: teams[0]?.name ?? '' }).waitFor();
    expect(pathOf(page)).toBe(`/teams/${teams[0]?.slug ?? ''}`);
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await context.close();
  });

  test('a manager goes from the overview to a pull request and back without a mouse', async () => {
    const { page, context, complaints } = await open(wide, '');
    await tabTo(page, page.locator('section:has(#o-ct)').getByRole('application'));
    for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
    await page.waitForURL(/cycle-time\?at=/);
    const chosen = page.url();
    const first = page.locator('.drawer .pr').first();
    await first.waitFor();
    await tabTo(page, first);
    await page.keyboard.press('Enter');
    await page.locator('.story').waitFor();
    expect(await page.locator('.sum b').textContent()).toMatch(/\d+:\d\d:\d\d = |\+/);

    await page.reload();
    await page.locator('.story').waitFor();
    await page.goBack();
    await first.waitFor();
    expect(page.url()).toBe(chosen);
    await page.goBack();
    await page.waitForURL(`**/o/${dashboard.served.login}`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a champion builds, runs, freezes, shares and exports an answer without a mouse', async () => {
    const { page, context, complaints } = await open(wide, '');
    const press = async (target: Locator) => {
      await target.waitFor();
      await tabTo(page, target);
      await page.keyboard.press('Enter');
    };
    await page.keyboard.press('g');
    await page.keyboard.press('x');
    await press(page.getByRole('link', { name: 'New comparison' }));
    await page.getByRole('heading', { name: 'Smallest change it can see' }).waitFor();
    await page.getByText('Live, from the data as they are now.').waitFor();
    await tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true);
    await page.keyboard.press('ArrowUp');
    await tabTo(page, page.getByRole('textbox', { name: 'Name of the comparison' }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Asked without a mouse?');
    await press(page.getByRole('button', { name: 'Run comparison' }));
    await page.getByRole('heading', { level: 1, name: 'Asked without a mouse?' }).waitFor();
    await page.getByRole('button', { name: 'Freeze' }).waitFor({ timeout: ANSWER_MS });

    await press(page.getByRole('button', { name: 'Freeze' }));
    await page.getByRole('button', { name: 'Thaw' }).waitFor();
    await press(page.getByRole('button', { name: 'Share' }));
    await press(page.getByRole('button', { name: 'Copy the sentence and the link' }));
    await page.getByText('Sentence and link copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(page.url());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await isFocused(page, page.getByRole('button', { name: 'Share' }))).toBe(true);

    const download = page.waitForEvent('download');
    await press(page.getByRole('link', { name: 'CSV' }));
    expect((await download).suggestedFilename()).toMatch(/^comparison-\d+\.csv$/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Goes on by Tab until something has focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    if (await isFocused(page, target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('no Tab leads there');
}

async function isFocused(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1;
}

function manyRepositories(owner: string): readonly object[] {
  return Array.from({ length: 500 }, (_, index) => ({
    id: index + 1,
    githubId: index + 1,
    fullName: `${owner}/service-${index}`,
    defaultBranch: 'main',
    archived: false,
    private: true,
    removed: false,
  }));
}
