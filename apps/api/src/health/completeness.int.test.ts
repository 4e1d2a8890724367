import { OrganizationHealth, Problem } from '@uplift/contracts';
import {
  completenessDays,
  finishDeliveryLogRun,
  noteDeliveryLogPage,
  repositoryBackfills,
  startDeliveryLogRun,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization, type SeededOrganization } from '../testing/seed.ts';

const HEALTH = '/api/v1/organizations/acme/health';
const noon = (day: number) => new Date(Date.UTC(2026, 2, day, 12));

/** `acme/api` was compared up to today, 4 March, and lacks one of ten of the third; `acme/web` is fetched. */
async function seedDays(
  api: TestApi,
  { id: organizationId, repositoryIds }: SeededOrganization,
): Promise<void> {
  const [first = 0, second = 0] = repositoryIds;
  const fetched = { organizationId, horizon: noon(2), pageSize: 25 };
  const count = { organizationId, repositoryId: first, reason: 'as told', checkedAt: noon(4) };
  await withOrganization(api.db, organizationId, async (tx) => {
    await tx.insert(repositoryBackfills).values([
      { ...fetched, repositoryId: first, state: 'done', reconciledUntil: noon(4) },
      { ...fetched, repositoryId: second, state: 'running', reached: noon(3) },
    ]);
    await tx.insert(completenessDays).values([
      { ...count, day: '2026-03-02', expected: 10, present: 10 },
      { ...count, day: '2026-03-03', expected: 10, present: 9 },
    ]);
  });
}

describe.each(dialects)('how complete the days of an organisation are on %s', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    await seedDays(api, await seedOrganization(api.db, 'acme'));
  });
  afterAll(() => api.close());

  it('is told by repository and day with the reason, and of all together', async () => {
    const { body } = await api.get(`${HEALTH}?days=4`, await api.token('member'));
    const { repositories, completeness, deliveryLog } = OrganizationHealth.parse(body);

    const unknown = { expected: null, present: null, percent: null };
    const whole = { expected: 10, present: 10, percent: 100 };
    expect(repositories.map((one) => one.completeness)).toEqual([
      [
        { day: '2026-03-01', ...unknown, reason: 'before the repository was in reach' },
        { day: '2026-03-02', ...whole, reason: 'reconciled; no App is installed to send webhooks' },
        {
          day: '2026-03-03',
          expected: 10,
          present: 9,
          percent: 90,
          reason: '1 pull request differs since 2026-03-04',
        },
        { day: '2026-03-04', ...unknown, reason: 'to be compared with GitHub yet' },
      ],
      [
        { day: '2026-03-01', ...unknown, reason: 'before the repository was in reach' },
        { day: '2026-03-02', ...unknown, reason: 'backfill has not reached this day' },
        { day: '2026-03-03', ...unknown, reason: 'backfill has not reached this day' },
        {
          day: '2026-03-04',
          ...unknown,
          reason: 'backfill goes on: older pull requests may have changed this day',
        },
      ],
    ]);
    // 2 of 5 days known, 19 of 20 pull requests there: 38 %
    expect(completeness).toEqual({
      from: '2026-03-01',
      to: '2026-03-04',
      percent: 38,
      expected: 20,
      present: 19,
      unknownDays: 3,
    });
    expect(deliveryLog).toBeNull();
  });

  it('tells administrators of the last look through the log of deliveries', async () => {
    const { id } = await startDeliveryLogRun(api.db, noon(4));
    await noteDeliveryLogPage(api.db, id, { reached: noon(3), checked: 9, repaired: 2, lost: 1 });
    await finishDeliveryLogRun(api.db, id, { at: noon(4), failure: null });

    const { body } = await api.get(HEALTH, await api.token('admin'));

    const { deliveryLog, completeness } = OrganizationHealth.parse(body);
    expect(deliveryLog).toMatchObject({ checked: 9, repaired: 2, lost: 1, failure: null });
    expect(completeness.from).toBe('2026-02-05');
  });

  it('refuses more days than a year has', async () => {
    const { status, body } = await api.get(`${HEALTH}?days=367`, await api.token('member'));

    expect(status).toBe(400);
    expect(Problem.parse(body).errors?.[0]).toMatchObject({ in: 'query', name: 'days' });
  });
});
