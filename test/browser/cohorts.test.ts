import { expect, test } from 'vitest';

import { faultsOf } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { looks, wide } from './support/looks.ts';
import { settled } from './support/settled.ts';

const FORM = { name: 'Freeze another' };
const NAME = 'Started with Copilot';

describeDashboard('cohorts in a browser', (dashboard) => {
  test('a champion freezes a group by rules, and can ask about it', async () => {
    const token = await dashboard.tokenOf('champion');
    const { page, context, complaints } = await dashboard.open(wide, '/comparisons', token);
    await page.getByRole('link', { name: 'cohorts' }).click();
    await page.getByText('No cohort was frozen yet.').waitFor();
    const form = page.getByRole('region', FORM);
    const freeze = form.getByRole('button', { name: 'Freeze cohort' });

    // when a name alone was told, and then a rule
    await form.getByLabel('Name').fill(NAME);
    expect(await freeze.isDisabled()).toBe(true);
    await form
      .getByLabel('Use of a tool')
      .selectOption({ label: 'Known to have started with a tool' });
    await freeze.click();

    // then it is kept with its rules and its size, and never who is in it
    const row = page.getByRole('row', { name: NAME });
    await row.waitFor();
    expect(await row.textContent()).toMatch(
      /started with Copilot \(first sustained use\)\d+ people/,
    );
    expect(await form.getByLabel('Name').inputValue()).toBe('');
    // and can be chosen where a question is asked
    await page.goto(dashboard.address('/comparisons/new'));
    await page.getByRole('radio', { name: /A cohort/ }).check();
    const choices = page.getByLabel('Cohort that it is about');
    await choices.getByRole('option', { name: NAME }).waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a second cohort of the same name is refused, with the reason', async () => {
    const { page, context } = await dashboard.open(wide, '/cohorts');
    const form = page.getByRole('region', FORM);
    await form.getByLabel('Name').fill(NAME);
    await form.getByLabel('Use of a tool').selectOption({ index: 1 });
    await form.getByRole('button', { name: 'Freeze cohort' }).click();

    const alert = form.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/^Nothing was changed\. .* already\.$/);
    expect(await page.getByRole('row', { name: NAME }).count()).toBe(1);
    await context.close();
  });

  test('a member reads which cohorts there are, and cannot freeze one', async () => {
    const token = await dashboard.tokenOf('member');
    const { page, context, complaints } = await dashboard.open(wide, '/cohorts', token);
    await page.getByRole('row', { name: NAME }).waitFor();

    expect(await page.getByRole('region', FORM).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(looks)('is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await dashboard.open(look, '/cohorts');
    await page.getByLabel('Use of a tool').selectOption({ index: 2 });
    await settled(page);

    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
