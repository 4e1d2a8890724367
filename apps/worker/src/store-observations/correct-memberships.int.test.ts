import {
  deleteTeamCorrection,
  findTeamCorrections,
  people,
  replaceMemberships,
  saveTeamCorrection,
  teamMemberships,
  teams,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { dialects, openTestStore } from '@uplift/db/testing';
import type { Observation } from '@uplift/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ada, inAcme } from '../testing/observed.ts';
import { storeObservations } from './store-observations.ts';

const team = { githubId: 50, slug: 'core' };
const organizationId = 1;

describe.each(dialects)("an administrator's word on who was in a team when, on %s", (dialect) => {
  let store: OpenDatabase;
  let pair = { teamId: 0, personId: 0 };
  const told = (observation: Observation) =>
    storeObservations([inAcme(observation)], { db: store.db });
  const changed = (change: 'added' | 'removed', on: string): Observation => ({
    kind: 'team_membership_change',
    team,
    member: ada,
    change,
    on,
  });
  const times = () =>
    withOrganization(store.db, organizationId, async (tx) => {
      const rows = await tx.select().from(teamMemberships);
      return rows.map(({ from, to }) => `${from} ${to ?? 'on'}`);
    });
  const corrections = () =>
    withOrganization(store.db, organizationId, (tx) => findTeamCorrections(tx, pair.teamId));

  beforeAll(async () => {
    store = await openTestStore(dialect);
    await told(changed('added', '2026-01-05'));
    pair = await withOrganization(store.db, organizationId, async (tx) => ({
      teamId: (await tx.select().from(teams))[0]?.id ?? 0,
      personId: (await tx.select().from(people))[0]?.id ?? 0,
    }));
  });
  afterAll(async () => store.close());

  it('wins over what GitHub and files tell, of the past and of now, and what they tell is noted once', async () => {
    await withOrganization(store.db, organizationId, async (tx) => {
      const rows = [{ ...pair, from: '2026-01-01', to: '2026-01-20' }];
      await replaceMemberships(tx, organizationId, { pairs: [pair], rows });
      await saveTeamCorrection(tx, organizationId, { ...pair, on: '2026-01-22' });
    });
    expect(await corrections()).toEqual([{ login: 'ada', on: '2026-01-22', github: null }]);

    await told(changed('added', '2026-01-23'));
    await told(changed('removed', '2026-01-10'));
    const from = '2025-06-01';
    await told({ kind: 'team_membership', team, member: ada, from, to: null });

    expect(await times()).toEqual(['2026-01-01 2026-01-20']);
    expect(await corrections()).toEqual([
      { login: 'ada', on: '2026-01-22', github: { change: 'added', on: '2026-01-23' } },
    ]);
  });

  it('says nothing of GitHub where both say the same', async () => {
    await withOrganization(store.db, organizationId, (tx) =>
      saveTeamCorrection(tx, organizationId, { ...pair, on: '2026-01-24' }),
    );
    await told(changed('removed', '2026-01-25'));

    expect(await corrections()).toEqual([{ login: 'ada', on: '2026-01-24', github: null }]);
  });

  it("is over once it is given back: GitHub's next word counts, and the times before stay", async () => {
    const taken = () =>
      withOrganization(store.db, organizationId, (tx) => deleteTeamCorrection(tx, pair));
    expect([await taken(), await taken()]).toEqual([true, false]);

    await told(changed('added', '2026-01-26'));
    expect(await times()).toEqual(['2026-01-01 2026-01-20', '2026-01-26 on']);
  });
});
