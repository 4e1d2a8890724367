import { afterAll, beforeAll, expect, it } from 'vitest';

import { syncSeats } from '../sync-copilot/sync-seats.ts';
import { syncUsage } from '../sync-copilot/sync-usage.ts';
import { syncDeployments } from '../sync-deployments/sync-deployments.ts';
import { syncDirectory } from '../sync-directory/sync-directory.ts';
import { sweep } from '../sweep/sweep.ts';
import { listeningQueue } from '../testing/observed.ts';
import {
  acmeStory,
  openSyncedOrganization,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';

let acme: SyncedOrganization;
beforeAll(async () => {
  acme = await openSyncedOrganization('postgres', acmeStory, '2025-12-13T05:00:00Z');
});
afterAll(async () => acme.close());

const dueAt = async (at: string, github = acme.deps.github) => {
  acme.setNow(new Date(at));
  const { queue, rung } = listeningQueue();
  await sweep({ ...acme.deps, queue, github });
  return rung.filter((bell) => bell.startsWith('sync-')).map((bell) => bell.split(' ')[0]);
};
const all = ['sync-directory', 'sync-copilot', 'sync-deployments'];

it('is due once the App is installed, and never without one', async () => {
  expect(await dueAt('2025-12-13T05:00:00Z', null)).toEqual([]);
  expect(await dueAt('2025-12-13T05:00:00Z')).toEqual(all);
});

it('is due no more until the next day, but for what failed, which is due after three hours', async () => {
  const payload = { organizationId: acme.organizationId };
  await syncDirectory(payload, acme.deps);
  await syncUsage(payload, acme.deps);
  await syncDeployments(payload, acme.deps);
  acme.github.copilot.configure(9, { plan: null });
  await syncSeats(payload, acme.deps);

  expect(await dueAt('2025-12-13T07:59:00Z')).toEqual([]);
  expect(await dueAt('2025-12-13T08:00:00Z')).toEqual(['sync-copilot']);
  expect(await dueAt('2025-12-14T00:00:00Z')).toEqual(all);
});
