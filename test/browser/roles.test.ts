import { expect, test } from 'vitest';

import { accessibilityFaults, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide } from './support/looks.ts';
import { settled } from './support/settled.ts';

const roles = ['member', 'champion', 'manager', 'admin'] as const;
type Role = (typeof roles)[number];

/** What everybody with a role reads: organisation, teams and comparisons. */
const readByAll = ['', '/cycle-time', '/adoption', '/comparisons', '/teams', '/health'];

/** Who may make comparisons, and change them. */
const comparing: ReadonlySet<Role> = new Set(['champion', 'manager', 'admin']);

type Team = { readonly slug: string };

describeDashboard('roles in a browser', (dashboard) => {
  const tokens = new Map<Role, string>();

  async function open(role: Role, path: string): Promise<Watched> {
    const token = tokens.get(role) ?? (await dashboard.tokenOf(role));
    tokens.set(role, token);
    const watched = await dashboard.open(wide, path, token);
    await settled(watched.page);
    return watched;
  }

  test.each(roles)(
    'who is %s reads every page of figures, and nothing on it is refused',
    async (role) => {
      const { page, context, complaints } = await open(role, '');
      for (const path of readByAll) {
        await page.goto(dashboard.address(path));
        await settled(page);

        const refused = await page.getByText(/Not shown\.|Your role/).count();
        expect({ path, refused }).toEqual({ path, refused: 0 });
        expect(await page.getByRole('alert').count()).toBe(0);
      }
      const isAdmin = role === 'admin';
      expect(await page.getByRole('link', { name: 'Settings' }).count()).toBe(isAdmin ? 1 : 0);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(roles)('who is %s finds the pull requests behind a week', async (role) => {
    const { page, context, complaints } = await open(role, '/cycle-time');
    await page.locator('section:has(#c-ct)').getByRole('application').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.drawer li a').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();

    expect(await page.getByRole('alert').count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(roles)(
    'who is %s is offered of comparisons what the role may do, and no more',
    async (role) => {
      const may = comparing.has(role);
      const { page, context, complaints } = await open(role, '/comparisons');
      await page.locator('.comparisons tbody tr').first().waitFor();
      expect(await page.getByRole('link', { name: 'New comparison' }).count()).toBe(may ? 1 : 0);

      await page.goto(dashboard.address('/comparisons/1'));
      await page.locator('.result-head').waitFor();
      await settled(page);
      for (const name of ['Freeze', 'Rename', 'Ask again']) {
        const offered = await page.getByRole('button', { name }).count();
        expect({ name, offered }).toEqual({ name, offered: may ? 1 : 0 });
      }
      expect(await page.getByRole('button', { name: 'Share' }).count()).toBe(1);

      await page.goto(dashboard.address('/comparisons/new'));
      await settled(page);
      const told = await page.getByRole('heading', { name: /may read comparisons/ }).count();
      expect(told).toBe(may ? 0 : 1);
      expect(await page.getByText(/An administrator can give it/).count()).toBe(may ? 0 : 1);
      expect(await page.getByRole('button', { name: 'Run comparison' }).count()).toBe(may ? 1 : 0);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(roles)(
    'names of people in teams and with seats are shown to administrators alone: %s',
    async (role) => {
      const may = role === 'admin';
      const [team] = (await dashboard.ask<{ items: readonly Team[] }>('/teams')).items;
      const { page, context, complaints } = await open(role, `/teams/${team?.slug}`);
      await page.getByRole('heading', { name: 'Champions' }).waitFor();
      expect(await page.locator('.members').count()).toBe(may ? 1 : 0);
      expect((await page.locator('main form').count()) > 0).toBe(may);

      await page.goto(dashboard.address('/adoption'));
      await page.locator('#a-idle').waitFor();
      await settled(page);
      expect(await page.getByRole('button', { name: 'Show names' }).count()).toBe(may ? 1 : 0);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test.each(['member', 'champion', 'manager'] as const)(
    'who is %s and was sent a link to settings is told who can grant the role',
    async (role) => {
      const { page, context, complaints } = await open(role, '');
      for (const section of ['definitions', 'roles', 'tokens', 'audit']) {
        await page.goto(dashboard.address(`/settings/${section}`));
        await page.getByRole('heading', { name: `Your role is ${role}` }).waitFor();

        expect(await page.getByText(/owner of the organisation at GitHub/).count()).toBe(1);
        expect(await page.locator('main form').count()).toBe(0);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
