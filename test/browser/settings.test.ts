import { expect, test } from 'vitest';

import { accessibilityFaults, faultsOf, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide, widths, type Look } from './support/looks.ts';

const sections = ['definitions', 'accounts', 'hours', 'privacy', 'roles', 'tokens', 'audit'];

describeDashboard('settings in a browser', (dashboard) => {
  const open = async (look: Look, section: string, token?: string): Promise<Watched> => {
    const watched = await dashboard.open(look, `/settings/${section}`, token);
    await watched.page.locator('h1').waitFor();
    return watched;
  };

  test('a token is made by keys alone, shown once, noted, and revoked', async () => {
    const { page, context, complaints } = await open(wide, 'tokens');
    await page.getByLabel('What for').focus();
    await page.keyboard.type('weekly report');
    await page.keyboard.press('Enter');
    await page.locator('.secret code').waitFor();
    const secret = (await page.locator('.secret code').textContent()) ?? '';
    expect(secret).toMatch(/^upl_\w{40}$/);
    expect(await accessibilityFaults(page)).toEqual([]);

    const me = `${dashboard.served.url}/api/v1/me`;
    const status = async () =>
      (await fetch(me, { headers: { authorization: `Bearer ${secret}` } })).status;
    expect(await status()).toBe(200);
    await page.getByRole('button', { name: 'Revoke weekly report' }).press('Enter');
    await page.getByRole('button', { name: 'Revoke weekly report for good' }).press('Enter');
    await page.getByRole('button', { name: /Revoke weekly report/ }).waitFor({ state: 'detached' });
    expect(await status()).toBe(401);

    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('token "weekly report" revoked').waitFor();
    expect(await page.locator('.secret').count()).toBe(0);
    expect(await page.content()).not.toContain(secret);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('an account is given another kind, and the log says who did', async () => {
    const { page, context, complaints } = await open(wide, 'accounts');
    await page.getByLabel('Count as').selectOption('human');
    const first = page.locator('tbody tr').first();
    await first.waitFor();
    const login = (await first.locator('th').textContent()) ?? '';
    await first.getByRole('combobox').selectOption('bot');
    await page.getByText(`${login} counts as Bot now.`).waitFor();

    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('searchbox', { name: 'Who or what' }).fill(login);
    await page.getByText(`kind of the account ${login}`).waitFor();
    expect(await page.locator('.audit li').count()).toBe(1);
    await page.getByText('Before and after').click();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a zone is kept, and times are told in it', async () => {
    const { page, context, complaints } = await open(wide, 'hours');
    await page.getByRole('combobox', { name: /Time zone/ }).selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save zone' }).click();
    await page.getByText('Saved, and noted in the audit log.').waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();

    await page.locator('.audit time').first().waitFor();
    expect(await page.locator('.audit time').first().textContent()).toContain('GMT+9');
    for (const [path, part] of [
      ['/comparisons/1', '.asked'],
      ['/health', '.health-table'],
    ] as const) {
      await page.goto(dashboard.address(path));
      await page.locator(part, { hasText: 'GMT+9' }).waitFor();
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the smallest group is made larger, never smaller, and the example follows', async () => {
    const { page, context, complaints } = await open(wide, 'privacy');
    const field = page.getByLabel(/Smallest group/);
    await field.fill('4');
    await field.press('Enter');
    expect(await page.locator('.key-figure b').textContent()).toBe('5');
    await field.fill('6');
    await page.getByText('An example by a smallest group of 6').waitFor();
    await page.getByText('25 − 14 − 7 = 4 people').waitFor();
    await field.press('Enter');

    await page.getByText('Saved, and noted in the audit log.').waitFor();
    expect(await page.locator('.key-figure b').textContent()).toBe('6');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(widths)('is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look, 'definitions');
    for (const section of sections) {
      await page.goto(dashboard.address(`/settings/${section}`));
      await page.locator('.settings-effect').waitFor();
      await page.waitForLoadState('networkidle');

      const faults = await faultsOf(page);
      expect({ section, faults }).toEqual({ section, faults: [] });
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a manager sees no settings, and who was sent a link is told who can grant them', async () => {
    const token = await dashboard.tokenOf('manager');
    const { page, context, complaints } = await open(wide, 'tokens', token);

    await page.getByRole('heading', { name: 'Your role is manager' }).waitFor();
    expect(await page.getByText(/An owner of the organisation at GitHub/).isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(0);
    expect(await page.locator('form:not(.who)').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
