import {
  copilotUserDays,
  people,
  withOrganization,
  type OpenDatabase,
  type Transaction,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { Observation } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import type { ReadRow } from './fetch-report.ts';
import { storeReport } from './store-report.ts';

const DAY = '2026-03-02';
const organization = { githubId: 9, login: 'acme' };

/** What a report tells of somebody: `text` is as much of it as is looked at here. */
const told = (githubId: number | null, login: string, text: string): Observation => ({
  kind: 'copilot_user_day',
  day: DAY,
  user: { githubId, login, type: null },
  active: true,
  ways: [],
  raw: { day: DAY, text },
});
const ann = (text: string) => told(1001, 'ann', text);
const ben = (text: string) => told(1002, 'ben', text);
/** GitHub does not say who is behind the name. */
const nobody = (text: string) => told(null, 'nobody-knows', text);

describe.each(dialects)('the users report of a day on %s', (dialect) => {
  let store: OpenDatabase;
  let organizationId = 0;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    const { db } = store;
    const known = await storeObservations([{ organization, observations: [ann('a')] }], { db });
    organizationId = known.changedOrganizations[0]?.organizationId ?? 0;
  });
  afterAll(async () => store.close());

  const report = (batches: readonly (readonly Observation[])[], unreadable = 0) => {
    const sync = { organizationId, organization };
    const about = { kind: 'users', day: DAY, at: new Date(`${DAY}T05:00:00Z`) } as const;
    return storeReport(
      {
        ...about,
        sync,
        isFinal: false,
        spool: { batches: () => rowsOf(batches) },
        unreadable: { count: unreadable, reason: null },
      },
      store.db,
    );
  };
  const within = <Found>(look: (tx: Transaction) => Promise<Found>) =>
    withOrganization(store.db, organizationId, look);
  const held = () =>
    within(async (tx) => {
      const logins = new Map((await tx.select().from(people)).map(({ id, login }) => [id, login]));
      const rows = await tx.select().from(copilotUserDays);
      return rows
        .map(({ personId, raw }) => `${logins.get(personId)} ${String(raw['text'])}`)
        .toSorted();
    });

  it('takes the place of what was held, also where it says less', async () => {
    await report([[ann('much more'), ben('b')]]);
    expect(await held()).toEqual(['ann much more', 'ben b']);

    const { changedOrganizations } = await report([[ann('less')], [ben('b')]]);

    expect(await held()).toEqual(['ann less', 'ben b']);
    expect(changedOrganizations).toEqual([
      { organizationId, rollupsChanged: true, adoptionChanged: true },
    ]);
  });

  it('changes nothing when it is told again', async () => {
    await report([[ann('same')], [ben('same')]]);

    expect((await report([[ben('same')], [ann('same')]])).changedOrganizations).toEqual([]);
  });

  it('keeps who is named without a number, and lets go of them when they are not named', async () => {
    await report([[ann('a')]]);

    await report([[ann('a'), nobody('x')]]);
    expect(await held()).toEqual(['ann a', 'nobody-knows x']);
    expect((await report([[nobody('x')], [ann('a')]])).changedOrganizations).toEqual([]);

    await report([[ann('a')]]);
    expect(await held()).toEqual(['ann a']);
  });

  it('lets go of nobody where a row could not be read, which may be theirs', async () => {
    await report([[ann('a'), ben('b')]]);

    await report([[ann('c')]], 1);

    expect(await held()).toEqual(['ann c', 'ben b']);
  });

  it('lets go of everybody where it shows nobody', async () => {
    await report([[ann('a'), ben('b')]]);

    await report([]);

    expect(await held()).toEqual([]);
  });

  it('lets go of those alone, out of many, whom it no longer shows', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => told(5000 + at, `user-${at}`, 'x'));
    await report([many.slice(0, 1300), many.slice(1300)]);
    expect(await held()).toHaveLength(2500);

    // the first, the last, and those about the ends of pages
    const gone = new Set([0, 998, 999, 1000, 1001, 2499]);
    await report([many.filter((_, at) => !gone.has(at)).toReversed()]);

    const left = new Set(await held());
    expect(left.size).toBe(2494);
    expect([...gone].filter((at) => left.has(`user-${at} x`))).toEqual([]);
  });

  it('leaves other organisations alone', async () => {
    const other = { githubId: 10, login: 'other' };
    const { db } = store;
    const known = await storeObservations(
      [{ organization: other, observations: [ann('theirs')] }],
      { db },
    );
    const otherId = known.changedOrganizations[0]?.organizationId ?? 0;

    await report([[ben('b')]]);

    expect(await held()).toEqual(['ben b']);
    const theirs = await withOrganization(db, otherId, (tx) => tx.$count(copilotUserDays));
    expect(theirs).toBe(1);
  });
});

async function* rowsOf(
  batches: readonly (readonly Observation[])[],
): AsyncGenerator<readonly ReadRow[]> {
  for (const batch of batches) {
    yield await Promise.resolve(batch.map((observation) => ({ row: null, observation })));
  }
}
