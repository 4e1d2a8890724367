import { OrganizationHealth } from '@uplift/contracts';
import {
  finishSyncRun,
  markSimulated,
  organizations,
  recordDeliveries,
  saveCopilotReport,
  settleDeliveries,
  startSyncRun,
  withOrganization,
} from '@uplift/db';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';

let api: TestApi;
const at = new Date('2026-03-04T03:00:00Z');
beforeAll(async () => {
  api = await openTestApi('postgres');
  await api.db.insert(organizations).values({ login: 'acme', githubId: 9 });
});
afterAll(() => api.close());

const health = async (role: 'admin' | 'member' = 'member') => {
  const answer = await api.get('/api/v1/organizations/acme/health', await api.token(role));
  return OrganizationHealth.parse(answer.body);
};

it('tells of each source that it was never fetched', async () => {
  const { sources, copilot } = await health();

  expect(sources.map(({ source, state }) => `${source} ${state}`)).toEqual([
    'directory never',
    'seats never',
    'usage never',
    'deployments never',
  ]);
  expect(copilot).toEqual({
    policy: 'unknown',
    from: null,
    to: null,
    finalUntil: null,
    missing: 0,
    unreadable: 0,
  });
});

it('tells what the last runs came to, and which reports are final', async () => {
  await withOrganization(api.db, 1, async (tx) => {
    const end = { at, checked: 5, repaired: 0 };
    const directory = await startSyncRun(tx, 1, { kind: 'directory', at });
    await finishSyncRun(tx, directory, { ...end, failure: null });
    const seats = await startSyncRun(tx, 1, { kind: 'seats', at });
    await finishSyncRun(tx, seats, { ...end, failure: 'the list shifted' });
    await startSyncRun(tx, 1, { kind: 'usage', at });
    const report = {
      kind: 'users',
      state: 'fetched',
      rows: 3,
      reason: null,
      fetchedAt: at,
    } as const;
    for (const [day, isFinal, unreadable] of [
      ['2026-02-26', true, 0],
      ['2026-02-27', true, 2],
      ['2026-03-02', false, 0],
    ] as const) {
      await saveCopilotReport(tx, 1, { ...report, day, isFinal, unreadable });
    }
  });

  const { sources, copilot } = await health();

  expect(sources).toMatchObject([
    { source: 'directory', state: 'ok', reason: null, checked: 5, lastRunAt: at.toISOString() },
    { source: 'seats', state: 'failed', reason: 'the list shifted' },
    { source: 'usage', state: 'running' },
    { source: 'deployments', state: 'never' },
  ]);
  // 28 February and 1 March are missing.
  expect(copilot).toEqual({
    policy: 'on',
    from: '2026-02-26',
    to: '2026-03-02',
    finalUntil: '2026-02-27',
    missing: 2,
    unreadable: 2,
  });
});

it('shows once that GitHub refuses the reports, and why', async () => {
  const reason = "The 'Copilot usage metrics' policy must be enabled to use this API";
  await withOrganization(api.db, 1, async (tx) => {
    const usage = await startSyncRun(tx, 1, { kind: 'usage', at });
    await finishSyncRun(tx, usage, { at, checked: 3, repaired: 0, failure: null });
    const none = { isFinal: false, rows: 0, unreadable: 0, fetchedAt: new Date(at.getTime() + 1) };
    const refused = { kind: 'users', day: '2026-03-03', state: 'refused', reason } as const;
    await saveCopilotReport(tx, 1, { ...none, ...refused });
  });

  const { sources, copilot } = await health();

  expect(sources.find(({ source }) => source === 'usage')).toMatchObject({
    state: 'refused',
    reason,
  });
  expect(copilot.policy).toBe('off');
});

it('tells how webhooks about an organisation usually come, once they came often enough', async () => {
  // given 25 bursts of three deliveries, four minutes apart, with one wait of an hour
  const bursts = Array.from({ length: 25 }, (_, place) => place * 4 + (place < 13 ? 0 : 56));
  const times = bursts.flatMap((minutes) =>
    [0, 1, 2].map((seconds) => new Date(at.getTime() + minutes * 60_000 + seconds * 1000)),
  );
  await settle(times, 1);

  expect((await health()).webhooks).toBeNull();
  await api.db.update(organizations).set({ installationStatus: 'active' });
  const told = (await health()).webhooks;
  expect(told).toMatchObject({ lastAt: '2026-03-04T05:32:02.000Z', usualSeconds: 240 });
  expect(told?.longestSeconds).toBeGreaterThanOrEqual(3600);

  // given another organisation, about which more came of late, into the same inbox
  const other = { login: 'globex', githubId: 10, installationId: 2 };
  await api.db.insert(organizations).values({ ...other, installationStatus: 'active' });
  await settle([new Date('2026-03-04T09:00:00Z')], 2);
  expect((await health()).webhooks).toEqual(told);

  // given that it is a simulation, of which nothing more is to come
  await markSimulated(api.db, { login: 'acme', truth: { effects: [] } });
  expect((await health('admin')).webhooks).toBeNull();
});

/** Deliveries that were worked, and what they were about. */
async function settle(times: readonly Date[], aboutOrganizationId: number): Promise<void> {
  const keys = times.map((receivedAt, place) => ({
    guid: `${aboutOrganizationId}-${place}`,
    receivedAt,
  }));
  const body = new Uint8Array([1]);
  await recordDeliveries(
    api.db,
    keys.map((key) => ({ ...key, event: 'push', body })),
  );
  const settled = { state: 'processed', reason: null, aboutOrganizationId } as const;
  await settleDeliveries(
    api.db,
    keys.map((key) => ({ ...key, ...settled })),
    at,
  );
}
