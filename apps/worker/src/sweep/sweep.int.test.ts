import {
  claimComparison,
  comparisons,
  compressBody,
  postponeDelivery,
  recordComparison,
  recordDelivery,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import {
  ada,
  happened,
  inAcme,
  january,
  listeningQueue,
  now,
  snapshot,
} from '../testing/observed.ts';
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

  it('rings for adoption that waits to be dated', async () => {
    const observed = { kind: 'adoption', user: ada, tool: 'cursor', on: '2026-01-06' } as const;
    await storeObservations([inAcme(observed)], { db: store.db });

    expect(await sweepAt(january(30))).toContain('recompute-adoption 2');
  });

  it('rings for a comparison that has waited a minute for its answer', async () => {
    // given
    const createdAt = january(30);
    const question = {
      tool: 'copilot',
      source: 'usage',
      from: null,
      to: null,
      teamIds: null,
      teams: null,
      seed: 1,
    } as const;
    const asked = { name: 'asked', measure: 'cycle_time', method: 'any', question, createdAt };
    await withOrganization(store.db, 2, (tx) =>
      recordComparison(tx, { organizationId: 2, ...asked }),
    );
    const after = (seconds: number) => new Date(createdAt.getTime() + seconds * 1000);

    // when, then
    expect(await sweepAt(after(59))).not.toContain('run-comparison 2 1');
    expect(await sweepAt(after(61))).toContain('run-comparison 2 1');
  });

  it('leaves one alone that a worker is at, until nothing was heard of that worker for a minute', async () => {
    // given
    const hourLater = new Date(january(30).getTime() + 3_600_000);
    const inOrganization = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
      withOrganization(store.db, 2, work);
    await inOrganization((tx) => claimComparison(tx, 1));
    expect(await sweepAt(hourLater)).not.toContain('run-comparison 2 1');

    // when the worker is killed, and time goes by
    await inOrganization((tx) =>
      tx.update(comparisons).set({ heardAt: new Date(Date.now() - 61_000) }),
    );

    // then
    expect(await sweepAt(hourLater)).toContain('run-comparison 2 1');
  });
});
