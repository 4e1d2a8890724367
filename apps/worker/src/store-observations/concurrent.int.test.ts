import type { OpenDatabase } from '@uplift/db';
import { dumpStore, openTestStore, readNamedFacts } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { happened, inAcme, wholeLife } from '../testing/observed.ts';
import { storeObservations } from './store-observations.ts';

describe('several processes that store at once on postgres', () => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore('postgres');
  });
  afterAll(async () => store.close());

  it('lose nothing, and make each account and pull request once', async () => {
    // given each event of a pull request, and the same again, stored by somebody else
    const events = [...wholeLife, ...wholeLife.toReversed()];

    // when
    await Promise.all(
      events.map((event) => storeObservations([inAcme(happened(1, event))], { db: store.db })),
    );

    // then
    const [fact, ...more] = await readNamedFacts(store.db);
    expect(more).toEqual([]);
    expect(fact).toMatchObject({ state: 'merged', coding_seconds: 172_800, commits: null });
    const dump = await dumpStore(store.db);
    expect(dump['1 people']).toHaveLength(2);
    expect(dump['1 pull_request_events']).toHaveLength(wholeLife.length);
  });
});
