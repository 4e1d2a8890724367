import { rollups, withOrganization, type OpenDatabase } from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { Measurement } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { happened, inAcme, january, snapshot } from '../testing/observed.ts';
import { recomputeRollups } from './recompute-rollups.ts';

describe.each(dialects)('measuring again, on %s', (dialect) => {
  let store: OpenDatabase;
  const organizationId = 1;
  const rollupsOf = async (grain: string) => {
    const rows = await withOrganization(store.db, organizationId, (tx) =>
      tx.select().from(rollups),
    );
    return rows
      .filter((row) => row.grain === grain)
      .toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1));
  };
  const valueOf = (measurement: Measurement | undefined) =>
    measurement?.status === 'measured' ? measurement.value : null;
  const mergedOn = async (grain: string) =>
    (await rollupsOf(grain))
      .filter(({ scope }) => scope === 'all')
      .map(({ bucket, measures }) => [bucket, valueOf(measures['merged'])]);
  const recompute = () => recomputeRollups({ organizationId }, { db: store.db });

  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  it('fills day, week and month of each touched day, for every scope that saw something', async () => {
    // given a pull request opened on Monday the 5th and merged on Tuesday the 6th
    const merge = snapshot(january(6, 10), { mergedAt: january(6, 10), state: 'closed' });
    await storeObservations([inAcme(happened(1, snapshot(january(5))), happened(1, merge))], {
      db: store.db,
    });

    // when
    await recompute();

    // then
    expect(await mergedOn('day')).toEqual([
      ['2026-01-05', 0],
      ['2026-01-06', 1],
    ]);
    expect(await mergedOn('week')).toEqual([['2026-01-05', 1]]);
    expect(await mergedOn('month')).toEqual([['2026-01-01', 1]]);
    const scopes = (await rollupsOf('month')).map(({ scope }) => scope);
    expect(scopes).toEqual(expect.arrayContaining(['all', 'authorship:unmarked', 'repository:1']));
  });

  it('leaves nothing stale, and has nothing to do the second time', async () => {
    await recompute();
    expect(await recompute()).toBe(0);
  });

  it('replaces a bucket whole: what is no longer so is gone', async () => {
    // given an older payload that knows of an earlier merge
    const earlier = snapshot(january(5, 12), { mergedAt: january(5, 12), state: 'closed' });
    await storeObservations([inAcme(happened(1, earlier))], { db: store.db });

    // when
    await recompute();

    // then
    expect(await mergedOn('day')).toEqual([
      ['2026-01-05', 1],
      ['2026-01-06', 0],
    ]);
    expect(await mergedOn('week')).toEqual([['2026-01-05', 1]]);
  });

  it('takes history of many months in one call', async () => {
    const years = [2019, 2021, 2024].map((year, i) => {
      const at = new Date(Date.UTC(year, 5, 3, 12));
      return happened(100 + i, snapshot(at, { createdAt: at, mergedAt: at, state: 'closed' }));
    });
    await storeObservations([inAcme(...years)], { db: store.db });

    await recompute();

    expect((await mergedOn('month')).map(([bucket]) => bucket)).toEqual([
      '2019-06-01',
      '2021-06-01',
      '2024-06-01',
      '2026-01-01',
    ]);
  });
});
