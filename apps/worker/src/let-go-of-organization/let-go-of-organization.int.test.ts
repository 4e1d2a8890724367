import {
  compressBody,
  decompressBody,
  deliveries,
  deliveryGuids,
  findOrganizationsNamed,
  recordDelivery,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore, tablesNaming } from '@uplift/db/testing';
import { deliveriesOf, type OrganizationStory } from '@uplift/simulated-github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { processInbox } from '../process-inbox/process-inbox.ts';
import { listeningQueue } from '../testing/observed.ts';
import { story as acme } from '../testing/three-pull-requests.ts';
import { letGoOfOrganization } from './let-go-of-organization.ts';

const at = new Date('2026-03-05T00:00:00Z');
const period = { from: new Date('2026-03-01T00:00:00Z'), to: at, secret: 's' };
/** Of no delivery of the other organisation. */
const [acmeName, acmeId] = ['acme', 912_345];
const removed = { ...acme, organization: { id: acmeId, login: acmeName } };
const staying = {
  ...acme,
  organization: { id: 77_654, login: 'other' },
  repositories: [{ id: 8, fullName: 'other/web' }],
  pullRequests: acme.pullRequests.map((one) => ({
    ...one,
    id: one.id + 5000,
    repository: { id: 8, fullName: 'other/web' },
  })),
};

describe.each(dialects)('letting go of an organisation on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  const deliver = async (guid: string, event: string, body: Uint8Array | string) =>
    recordDelivery(store.db, { guid, event, body: await compressBody(body), receivedAt: at });
  const deliverAll = async (story: OrganizationStory) => {
    for (const { id, event, body } of deliveriesOf(story, { ...period, installationId: 5 })) {
      await deliver(id, event, body);
    }
  };
  const work = async () => {
    const onError = (error: unknown) => expect(error).toBeUndefined();
    await processInbox({ db: store.db, queue: listeningQueue().queue, now: () => at, onError });
  };
  const uninstalled = JSON.stringify({
    action: 'deleted',
    installation: { id: 5, account: { id: acmeId, login: acmeName, type: 'Organization' } },
    repositories: [],
    sender: { id: 1, login: 'someone', type: 'User' },
  });
  const placesNaming = async () => {
    const naming = await tablesNaming(store.db, [acmeName, String(acmeId)]);
    for (const { guid, body } of await store.db.select().from(deliveries)) {
      const text = new TextDecoder().decode(await decompressBody(body));
      if (text.includes(acmeName) || text.includes(String(acmeId))) naming.push(`delivery ${guid}`);
    }
    return naming;
  };

  it('leaves nothing of it in any table, raw deliveries included, and all of the others', async () => {
    // given
    await deliverAll(staying);
    const others = (await store.db.select().from(deliveries)).length;
    await deliverAll(removed);
    await work();
    const all = (await store.db.select().from(deliveries)).length;
    await deliver('bye', 'installation', uninstalled);
    await work();
    await deliver('late', 'installation', uninstalled);
    await deliver('broken', 'push', '{"organization":');
    const [row] = await findOrganizationsNamed(store.db, [{ githubId: acmeId, name: acmeName }]);
    const organizationId = row?.id ?? 0;
    expect((await placesNaming()).length).toBeGreaterThan(all - others);

    // when
    await letGoOfOrganization({ organizationId }, { db: store.db, onUninstall: 'purge' });

    // then: that it was there is all that stays
    expect(await placesNaming()).toEqual(['organizations']);
    expect(await store.db.select().from(deliveries)).toHaveLength(others + 1);
    // no delivery is taken for a new one, should GitHub's log tell of it again
    expect(await store.db.select().from(deliveryGuids)).toHaveLength(all + 3);
  });
});
