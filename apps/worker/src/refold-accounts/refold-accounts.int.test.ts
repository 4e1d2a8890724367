import {
  findAccountsToRefold,
  people,
  pullRequests,
  saveKindOverride,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { sweep } from '../sweep/sweep.ts';
import { happened, inAcme, listeningQueue, now, wholeLife } from '../testing/observed.ts';
import { refoldAccounts } from './refold-accounts.ts';

describe.each(dialects)('an account that an administrator gave another kind, on %s', (dialect) => {
  let store: OpenDatabase;
  const organizationId = 1;
  const author = () =>
    withOrganization(store.db, organizationId, async (tx) => {
      const [fact] = await tx.select().from(pullRequests);
      return { authorship: fact?.authorship, reviewed: fact?.firstReviewAt !== null };
    });
  const say = (login: string, kind: 'ai_agent' | 'bot' | null) =>
    withOrganization(store.db, organizationId, async (tx) => {
      const found = (await tx.select().from(people)).find((person) => person.login === login);
      return saveKindOverride(tx, found?.id ?? 0, kind);
    });

  beforeAll(async () => {
    store = await openTestStore(dialect);
    const life = wholeLife.map((event) => happened(1, event));
    await storeObservations([inAcme(...life)], { db: store.db });
  });
  afterAll(async () => store.close());

  it('counts as that in all of history, once the word is followed', async () => {
    expect(await author()).toEqual({ authorship: 'unmarked', reviewed: true });
    const { queue, rung } = listeningQueue();

    await say('bob', 'bot');
    await sweep({ db: store.db, queue, now });
    expect(rung).toContain('refold-people 1');
    expect(await refoldAccounts({ organizationId }, { db: store.db, queue })).toBe(1);

    expect(await author()).toEqual({ authorship: 'unmarked', reviewed: false });
    expect(rung).toContain('recompute-adoption 1');
    expect(rung).toContain('recompute-rollups 1');
    const left = await withOrganization(store.db, organizationId, findAccountsToRefold);
    expect(left).toEqual([]);
  });

  it('counts as before when the word is taken back', async () => {
    const { queue } = listeningQueue();

    await say('bob', null);
    await refoldAccounts({ organizationId }, { db: store.db, queue });

    expect(await author()).toEqual({ authorship: 'unmarked', reviewed: true });
    expect(await say('bob', null)).toBe(false);
  });
});
