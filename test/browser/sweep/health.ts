import type { OrganizationHealth } from '@uplift/contracts';
import type { Page } from 'playwright-core';

/** How whole the days of a repository are, in percent, one after the other. */
const PERCENTS = [100, 99.8, 62.5, null] as const;

/** Has a page told of an organisation whose history is being fetched from GitHub. */
export async function connectedHealth(page: Page): Promise<void> {
  await page.route('**/api/v1/organizations/*/health', async (route) => {
    const response = await route.fetch();
    // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
    const health = (await response.json()) as OrganizationHealth;
    await route.fulfill({ response, json: connected(health) });
  });
}

function connected(health: OrganizationHealth): OrganizationHealth {
  return {
    ...health,
    installationStatus: 'active',
    repositories: health.repositories.map((one, index) => ({
      ...one,
      backfill: {
        state: index === 0 ? 'running' : 'done',
        reached: '2026-05-25T00:00:00Z',
        horizon: '2025-11-25T00:00:00Z',
        done: index === 0 ? 120 : one.pullRequests,
        total: one.pullRequests,
        percent: index === 0 ? 44 : 100,
        eta: index === 0 ? '2026-11-26T09:00:00Z' : null,
        failure: null,
      },
      completeness: one.completeness.map((day, place) => {
        const percent = PERCENTS[(place + index) % PERCENTS.length] ?? null;
        return percent === null
          ? day
          : { ...day, percent, expected: 1000, present: percent * 10, reason: 'compared' };
      }),
    })),
  };
}
