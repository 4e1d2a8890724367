import { TeamMemberList, TeamSummaryList } from '@uplift/contracts';
import { expect, test } from 'vitest';

import { accessibilityFaults, faultsOf, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { opposites, wide, widths, type Look } from './support/looks.ts';

describeDashboard('teams in a browser', (dashboard) => {
  const { ask } = dashboard;
  const open = async (look: Look, path = '', token?: string): Promise<Watched> => {
    const watched = await dashboard.open(look, `/teams${path}`, token);
    await watched.page.locator('h1').waitFor();
    return watched;
  };
  const teams = async () => TeamSummaryList.parse(await ask('/team-summaries')).items;

  test.each(widths)('are sound in the $theme theme, $width px wide', async (look) => {
    const first = (await teams()).find(({ people }) => people !== null)?.slug ?? '';
    for (const path of ['', `/${first}`]) {
      const { page, context, complaints } = await open(look, path);

      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test('show what the API counts, and the people behind it to administrators', async () => {
    const { page, context } = await open(wide);
    const listed = await teams();
    const rows = await page.locator('.teams tbody tr').allTextContents();

    expect(rows).toHaveLength(listed.length);
    for (const [index, { name, people, adopted }] of listed.entries()) {
      const row = rows[index] ?? '';
      expect(row).toContain(name);
      expect(row).toContain(people === null ? 'too few to tell' : `${people}${adopted} (`);
    }
    await page.getByRole('link', { name: listed[0]?.name ?? '', exact: true }).click();
    await page.locator('.members tbody tr').first().waitFor();
    const answer = await ask(`/teams/${listed[0]?.slug ?? ''}/members`);
    const members = TeamMemberList.parse(answer).items;
    expect(await page.locator('.members tbody th').allTextContents()).toEqual(
      members.map(({ login }) => login),
    );
    const today = new Date().toISOString().slice(0, 10);
    const now = new Set(
      members.flatMap(({ login, from, to }) =>
        from <= today && (to === null || today < to) ? [login] : [],
      ),
    );
    expect(now.size).toBe(listed[0]?.people);
    await context.close();
  });

  test('get a champion by keys alone, dated, and it is noted', async () => {
    const [team] = await teams();
    const members = TeamMemberList.parse(await ask(`/teams/${team?.slug ?? ''}/members`)).items;
    const login = members[0]?.login ?? '';
    const { page, context, complaints } = await open(wide, `/${team?.slug ?? ''}`);
    await page.getByLabel('New champion, by login').focus();
    await page.keyboard.type(login);
    await page.keyboard.press('Enter');
    await page
      .getByText(/^since /)
      .first()
      .waitFor();

    const end = page.getByRole('button', { name: `End the time of ${login}` });
    await end.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('First day no longer').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // It would end on the day on which it began.
    expect(await page.getByRole('button', { name: 'End it' }).isDisabled()).toBe(true);
    await page.getByLabel('First day no longer').fill('2100-01-01');
    await page.getByRole('button', { name: 'End it' }).press('Enter');
    await page.getByText(/31 Dec 2099/).waitFor();
    expect(JSON.stringify(await ask('/audit?text=champion'))).toContain(login);
    expect((await teams())[0]?.champions).toMatchObject([{ login, to: '2100-01-01' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(opposites)(
    'have times said by hand: looked at ahead, noted, given back, $theme, $width px',
    async (look) => {
      const slug = (await teams())[0]?.slug ?? '';
      const before = TeamMemberList.parse(await ask(`/teams/${slug}/members`)).items;
      const login = before.find(({ from }) => from < '2026-06-01')?.login ?? '';
      const { page, context, complaints } = await open(look, `/${slug}`);
      await page.getByLabel('Whose times, by login').fill(login.toUpperCase());
      await page.getByRole('button', { name: 'Show the times' }).press('Enter');
      await page.getByLabel('First day no longer, time 1').fill('2026-06-01');
      await page.getByRole('button', { name: 'What would it move?' }).press('Enter');
      await page.getByText(/^Moves \d+ pull requests? in or out/).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      const untouched = TeamMemberList.parse(await ask(`/teams/${slug}/members`)).items;
      expect(untouched).toEqual(before);

      await page.getByRole('button', { name: 'Save these times' }).press('Enter');
      await page.getByText(/^said by hand on /).waitFor();
      const after = TeamMemberList.parse(await ask(`/teams/${slug}/members`));
      expect(after.items.find((one) => one.login === login)?.to).toBe('2026-06-01');
      expect(JSON.stringify(await ask('/audit?text=times'))).toContain(`times of ${login}`);

      await page.getByRole('button', { name: `Give ${login} back to GitHub` }).press('Enter');
      await page.getByText(/^said by hand on /).waitFor({ state: 'detached' });
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('show nobody by name to a member, and no form', async () => {
    const token = await dashboard.tokenOf('member');
    const slug = (await teams())[0]?.slug ?? '';
    const { page, context, complaints } = await open(wide, `/${slug}`, token);

    await page.getByRole('heading', { name: 'Champions' }).waitFor();
    expect(await page.locator('.members, form.inline-form').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
