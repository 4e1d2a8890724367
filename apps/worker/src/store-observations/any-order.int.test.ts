import type { OpenDatabase } from '@uplift/db';
import { dialects, openTestStore, readNamedFacts } from '@uplift/db/testing';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { happened, inAcme, nameOnly, wholeLife } from '../testing/observed.ts';
import { storeObservations } from './store-observations.ts';

/** Each event once at least, in any order, some repeated, in batches of any size. */
const arrivals = fc
  .tuple(
    fc.shuffledSubarray([...wholeLife], { minLength: wholeLife.length }),
    fc.array(fc.constantFrom(...wholeLife), { maxLength: 6 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([all, repeated, batch]) => ({ events: [...repeated, ...all], batch }));

describe.each(dialects)('events that arrive in any order on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  afterAll(async () => store.close());

  it('end in the same fact, whether people are named with their numbers or without', async () => {
    const deps = { db: store.db };
    let number = 1;
    await storeObservations([inAcme(...wholeLife.map((event) => happened(1, event)))], deps);

    await fc.assert(
      fc.asyncProperty(arrivals, fc.boolean(), async ({ events, batch }, named) => {
        number += 1;
        const mine = number;
        for (let start = 0; start < events.length; start += batch) {
          const some = events.slice(start, start + batch).map((event) => {
            const anonymous = named && event.kind !== 'snapshot' && event.actor !== null;
            return happened(mine, anonymous ? { ...event, actor: nameOnly(event.actor) } : event);
          });
          await storeObservations([inAcme(...some)], deps);
        }

        const facts = await readNamedFacts(store.db);
        const [expected, actual] = [1, mine].map((wanted) => {
          const fact = facts.find(({ name }) => name === `acme/api#${wanted}`);
          return { ...fact, name: '', number: 0 };
        });
        expect(actual).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
