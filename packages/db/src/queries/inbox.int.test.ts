import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { rowsOf, type OpenDatabase } from '../client.ts';
import { dialects, emptyStore, openTestStore } from '../testing/index.ts';
import { recordDeliveries, settleDeliveries } from './deliveries.ts';
import { findDeliveryPace } from './inbox.ts';

const [ACME, GLOBEX] = [1, 2];
const START = Date.UTC(2026, 0, 5, 9, 0, 30);
const MINUTE = 60_000;

describe.each(dialects)('how deliveries have come on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(() => emptyStore(store.db));
  afterAll(() => store.close());

  /** Deliveries so many milliseconds after the start, worked. */
  async function came(afterMs: readonly number[], aboutOrganizationId: number): Promise<void> {
    const keys = afterMs.map((ms, place) => ({
      guid: `${aboutOrganizationId}-${place}`,
      receivedAt: new Date(START + ms),
    }));
    const body = new Uint8Array([1]);
    await recordDeliveries(
      store.db,
      keys.map((key) => ({ ...key, event: 'push', body })),
    );
    const settled = { state: 'processed', reason: null, aboutOrganizationId } as const;
    await settleDeliveries(
      store.db,
      keys.map((key) => ({ ...key, ...settled })),
      new Date(START),
    );
  }

  it('is not told of bursts within few minutes, however many', async () => {
    await came(
      Array.from({ length: 300 }, (_, place) => place * 3_000),
      ACME,
    );

    expect(await findDeliveryPace(store.db, ACME)).toBeNull();
  });

  it('is the wait between the minutes of one organisation, and the longest from hour to hour', async () => {
    // given 30 minutes with two deliveries each, five minutes apart, and then one a night later
    const bursts = Array.from({ length: 30 }, (_, place) => place * 5 * MINUTE);
    const nightMs = 12 * 60 * MINUTE;
    await came([...bursts.flatMap((ms) => [ms, ms + 500]), 145 * MINUTE + nightMs], ACME);
    await came([2 * nightMs], GLOBEX);

    const pace = await findDeliveryPace(store.db, ACME);

    // the last of the evening came half a second after 11:25:30
    expect(pace).toEqual({
      lastAt: new Date(START + 145 * MINUTE + nightMs),
      usualSeconds: 300,
      longestSeconds: (nightMs - 500) / 1000,
    });
    expect(await findDeliveryPace(store.db, GLOBEX)).toBeNull();
  });

  it('is looked up a minute at a step where there are many, never by reading them all', async () => {
    await store.db.execute(sql`
      insert into deliveries (guid, received_at, event, body, state, settled_at, about_organization_id)
      select 'many-' || n, '2026-01-05T09:00:00Z'::timestamptz + n * interval '1 second', 'push', '', 'processed', now(), 1
      from generate_series(1, 20000) as n`);
    await store.db.execute(sql`analyze deliveries`);
    const { pace, read } = await store.db.transaction(async (tx) => {
      const found = await findDeliveryPace(tx, ACME);
      const [row] = await rowsOf<{ rows: number }>(
        tx,
        sql`
        select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
        where relname like 'deliveries%'`,
      );
      return { pace: found, read: row?.rows };
    });

    expect(pace?.usualSeconds).toBe(60);
    expect(read).toBeLessThan(2_000);
  });
});
