import { compressBody, postponeDelivery, recordDelivery, type OpenDatabase } from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { happened, inAcme, january, listeningQueue, now, snapshot } from '../testing/observed.ts';
import { sweep } from './sweep.ts';

describe.each(dialects)('sweeping on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  const sweepAt = async (at: Date) => {
    const { queue, rung } = listeningQueue();
    await sweep({ db: store.db, queue, now: () => at });
    return rung;
  };

  it('rings for nothing where nothing waits', async () => {
    expect(await sweepAt(now())).toEqual([]);
  });

  it('rings for a delivery once it has waited a minute, unless it is put off', async () => {
    const receivedAt = january(30);
    const body = await compressBody('{}');
    await recordDelivery(store.db, { guid: 'a', event: 'ping', body, receivedAt });
    const after = (seconds: number) => new Date(receivedAt.getTime() + seconds * 1000);

    expect(await sweepAt(after(59))).toEqual([]);
    expect(await sweepAt(after(60))).toEqual(['process-inbox']);

    const key = { guid: 'a', receivedAt };
    await postponeDelivery(store.db, key, { notBefore: after(100), reason: 'later' });
    expect(await sweepAt(after(99))).toEqual([]);
    expect(await sweepAt(after(100))).toEqual(['process-inbox']);
  });

  it('rings for organisations with days that wait to be computed again, and no other', async () => {
    const event = happened(1, snapshot(january(6)));
    await storeObservations(
      [{ organization: { githubId: 10, login: 'quiet' }, observations: [] }, inAcme(event)],
      { db: store.db },
    );

    const rung = await sweepAt(january(30));

    expect(rung).toEqual(['recompute-rollups 2']);
  });
});
