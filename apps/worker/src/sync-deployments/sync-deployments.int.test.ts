import {
  deployments,
  deploymentStatuses,
  findDeliveries,
  saveProductionEnvironments,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import type { StoryDeployment } from '@uplift/simulated-github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { ada, api, commit, happened, snapshot } from '../testing/observed.ts';
import {
  acmeStory,
  ann,
  apiRepository,
  openSyncedOrganization,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncDeployments } from './sync-deployments.ts';

const march = (day: number, hour = 0) => new Date(Date.UTC(2026, 2, day, hour));

const deployed = (
  id: number,
  day: number,
  changes: Partial<StoryDeployment> & { readonly state?: 'success' | 'failure' } = {},
): StoryDeployment => ({
  id,
  repository: apiRepository,
  sha: String(id).padStart(40, 'a'),
  ref: 'main',
  environment: 'production',
  creator: ann,
  createdAt: march(day, 10),
  statuses: [
    { id: id * 10, state: 'in_progress', at: march(day, 10) },
    { id: id * 10 + 1, state: changes.state ?? 'success', at: march(day, 11) },
  ],
  ...changes,
});

const story = {
  ...acmeStory,
  deployments: [
    deployed(1, 2),
    deployed(2, 3, { environment: 'staging' }),
    deployed(3, 4, { state: 'failure' }),
    deployed(4, 5),
    deployed(5, 20),
  ],
};

describe.each(dialects)('deployments on %s', (dialect) => {
  let acme: SyncedOrganization;
  const sync = async (at: Date) => {
    acme.setNow(at);
    return syncDeployments({ organizationId: acme.organizationId }, acme.deps);
  };
  const held = () => acme.within((tx) => tx.select().from(deployments));
  const window = { from: march(1), to: march(31) };

  beforeAll(async () => {
    acme = await openSyncedOrganization(dialect, story, '2026-03-10T05:00:00Z');
    const { db } = acme.store;
    const organization = { githubId: 9, login: 'acme' };
    const merged = { state: 'closed', mergedAt: march(4, 9), closedAt: march(4, 9) } as const;
    const observations = [
      happened(1, commit(march(3, 9), 'c'), api),
      happened(1, snapshot(march(4, 9), { createdAt: march(3, 12), ...merged }), api),
      happened(1, { kind: 'merged', at: march(4, 9), actor: ada }, api),
    ];
    await storeObservations([{ organization, observations }], { db });
  });
  afterAll(async () => acme.close());

  it('come with their states, each once', async () => {
    expect(await sync(march(10))).toEqual({ kind: 'done', failure: null });

    expect(
      (await held()).map(({ deploymentId }) => deploymentId).toSorted((a, b) => a - b),
    ).toEqual([1, 2, 3, 4]);
    expect(await acme.within((tx) => tx.select().from(deploymentStatuses))).toHaveLength(8);
    expect(await acme.lastRun('deployments')).toMatchObject({ checked: 1, repaired: 4 });
  });

  it('are the same by webhook, whichever comes first', async () => {
    const organization = { githubId: 9, login: 'acme' };
    const repository = { githubId: 7, fullName: 'acme/api' };
    // #1 in the words of its webhook, which tells the numbers; and one that nobody told of before
    const told = { kind: 'deployment_status', repository, deploymentId: 1 } as const;
    const observations = [
      { ...told, statusId: 11, state: 'success', createdAt: march(2, 11) },
      { ...told, statusId: 12, state: 'inactive', createdAt: march(5, 11) },
    ] as const;
    const statuses = () => acme.within((tx) => tx.select().from(deploymentStatuses));

    await storeObservations([{ organization, observations }], { db: acme.store.db });
    await storeObservations([{ organization, observations }], { db: acme.store.db });

    const rows = (await statuses()).filter(({ deploymentId }) => deploymentId === 1);
    expect(rows.map(({ state }) => state).toSorted()).toEqual([
      'in_progress',
      'inactive',
      'success',
    ]);
  });

  it('are asked for once a day, and from a week before the last time', async () => {
    await sync(march(10, 12));
    expect(await acme.lastRun('deployments')).toMatchObject({ checked: 0 });

    await sync(march(21));
    // 10 March less seven days: those of the 3rd, 4th, 5th and 20th
    expect(await acme.lastRun('deployments')).toMatchObject({ checked: 1, repaired: 4 });
    expect(await held()).toHaveLength(5);
  });

  it('tell of production what became of each, and when a merge reached it', async () => {
    const found = await acme.within((tx) => findDeliveries(tx, window));

    expect(
      found.deployments.map(({ at, failed, recoveredAt }) => [at, failed, recoveredAt]),
    ).toEqual([
      [march(2, 11), false, null],
      [march(4, 11), true, march(5, 11)],
      [march(5, 11), false, null],
      [march(20, 11), false, null],
    ]);
    // From the commit on the 3rd at 9 to the success on the 5th at 11: the one of the 4th failed.
    expect(found.delivered).toMatchObject([
      { deployedAt: march(5, 11), leadSeconds: 50 * 3600, authorship: 'unmarked' },
    ]);
  });

  it('count by the environments that are said to be production', async () => {
    await acme.within((tx) => saveProductionEnvironments(tx, acme.organizationId, ['STAG*']));

    const found = await acme.within((tx) => findDeliveries(tx, window));

    expect(found.deployments.map(({ at }) => at)).toEqual([march(3, 11)]);
  });
});
