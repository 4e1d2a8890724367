import {
  adoptions,
  findDataVersion,
  findStaleAdoptions,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { AccountRef, Day, Observation } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { storeObservations } from '../store-observations/store-observations.ts';
import { ada, bob, inAcme, january, nameOnly } from '../testing/observed.ts';
import { recomputeAdoption } from './recompute-adoption.ts';

const cleo: AccountRef = { githubId: 1003, login: 'cleo', type: 'User' };

function usedOn(user: AccountRef, ...days: Day[]): Observation[] {
  return days.map((day) => ({
    kind: 'copilot_user_day',
    day,
    user,
    active: true,
    ways: ['chat'],
    raw: { day, user_login: user.login },
  }));
}

describe.each(dialects)('dating adoption, on %s', (dialect) => {
  let store: OpenDatabase;
  const organizationId = 1;
  const starts = async () => {
    const rows = await withOrganization(store.db, organizationId, (tx) =>
      tx.select().from(adoptions),
    );
    return rows
      .map(({ personId, tool, source, startedOn }) => `${personId} ${tool} ${source} ${startedOn}`)
      .toSorted();
  };
  const version = () =>
    withOrganization(store.db, organizationId, (tx) => findDataVersion(tx, organizationId));
  const recompute = () => recomputeAdoption({ organizationId }, { db: store.db });

  beforeAll(async () => {
    store = await openTestStore(dialect);
    await storeObservations(
      [
        inAcme(
          // Reports begin on the 1st of January: Ada's use may be older than that.
          ...usedOn(ada, '2026-01-01', '2026-01-02', '2026-01-05', '2026-01-06'),
          ...usedOn(bob, '2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'),
          // Three days in a window are not yet use.
          ...usedOn(cleo, '2026-03-02', '2026-03-03', '2026-03-04'),
          {
            kind: 'copilot_seat',
            day: '2026-03-01',
            assignee: cleo,
            grantedAt: january(20),
            lastActivityAt: null,
            pendingCancellation: null,
          },
          { kind: 'adoption', user: nameOnly(bob), tool: 'cursor', on: '2026-02-03' },
        ),
      ],
      { db: store.db },
    );
  });
  afterAll(async () => store.close());

  it('gives each person a start by tool and source, and leaves unknown starts unknown', async () => {
    // when
    const changed = await recompute();

    // then Ada is 1, Bob 2, Cleo 3
    expect(changed).toBe(true);
    expect(await starts()).toEqual([
      '1 copilot usage null',
      '2 copilot usage 2026-03-02',
      '2 cursor import 2026-02-03',
      '3 copilot seat 2026-01-20',
    ]);
  });

  it('takes the note away, and changes nothing the second time', async () => {
    const before = await version();
    expect(await findStaleAdoptions(store.db)).toEqual([]);
    expect(await recompute()).toBe(false);
    expect(await version()).toBe(before);
  });

  it('dates anew when evidence arrives', async () => {
    // given a fourth day
    await storeObservations([inAcme(...usedOn(cleo, '2026-03-20'))], { db: store.db });
    expect(await findStaleAdoptions(store.db)).toEqual([organizationId]);

    // when
    await recompute();

    // then
    expect(await starts()).toContain('3 copilot usage 2026-03-02');
  });
});
