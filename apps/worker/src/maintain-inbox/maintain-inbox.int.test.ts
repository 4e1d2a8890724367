import {
  accessTokens,
  compressBody,
  countDeliveriesByState,
  recordDelivery,
  settleDeliveries,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { maintainInbox } from './maintain-inbox.ts';

const now = () => new Date('2031-05-20T00:00:00Z');

describe.each(dialects)('looking after the inbox on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  const maintain = (at: string, retentionDays: number | null) =>
    maintainInbox({ db: store.db, now: () => new Date(at), retentionDays });
  const record = async (guid: string, at: string) =>
    recordDelivery(store.db, {
      guid,
      event: 'ping',
      body: await compressBody('{}'),
      receivedAt: new Date(at),
    });

  it('lets go of whole months behind the retention, and of nothing that is pending', async () => {
    // given three months, the first settled, the second with one that is pending
    await maintain('2031-02-10T00:00:00Z', 30);
    await maintain('2031-03-10T00:00:00Z', null);
    await record('old', '2031-02-10T00:00:00Z');
    await record('waiting', '2031-03-10T00:00:00Z');
    const settled = { guid: 'old', state: 'ignored', reason: 'a ping' } as const;
    const receivedAt = new Date('2031-02-10T00:00:00Z');
    await settleDeliveries(store.db, [{ ...settled, receivedAt }], receivedAt);

    // when, then
    expect((await maintain('2031-06-05T00:00:00Z', 90)).droppedPartitions).toEqual([
      'deliveries_2031_02',
    ]);
    expect((await maintain('2031-06-05T00:00:00Z', 10)).droppedPartitions).toEqual([
      'deliveries_2031_04',
    ]);
    expect(await countDeliveriesByState(store.db)).toMatchObject({ pending: 1, ignored: 0 });
    expect(await record('old', '2031-05-10T00:00:00Z')).toBe('recorded');
    expect(await record('waiting', '2031-05-10T00:00:00Z')).toBe('duplicate');
  });

  it('keeps everything where no retention is set', async () => {
    expect((await maintain('2040-01-01T00:00:00Z', null)).droppedPartitions).toEqual([]);
  });

  it('forgets tokens that have run out, and no other', async () => {
    const token = { kind: 'token', role: 'admin', name: 'a script' } as const;
    await store.db.insert(accessTokens).values([
      { ...token, secretHash: 'past', expiresAt: new Date('2031-05-19') },
      { ...token, secretHash: 'future', expiresAt: new Date('2031-05-21') },
      { ...token, secretHash: 'lasting' },
    ]);

    const { expiredTokens } = await maintainInbox({ db: store.db, now, retentionDays: null });

    expect(expiredTokens).toBe(1);
    const left = await store.db.select().from(accessTokens);
    expect(left.map(({ secretHash }) => secretHash).toSorted()).toEqual(['future', 'lasting']);
  });
});
