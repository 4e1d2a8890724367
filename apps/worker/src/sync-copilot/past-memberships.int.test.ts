import { people, repairRuns, teamMemberships } from '@uplift/db';
import type { OrganizationStory } from '@uplift/simulated-github';
import { afterEach, describe, expect, it } from 'vitest';

import { syncDirectory } from '../sync-directory/sync-directory.ts';
import {
  acmeStory,
  openSyncedOrganization,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncUsage } from './sync-usage.ts';

const since = new Date('2025-01-01T00:00:00Z');
const seven = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus'].map(
  (login, index) => ({ id: 1001 + index, login, type: 'User' }) as const,
);
/** Fay left the team on the seventeenth, and Gus was in it for three days. */
const times = new Map([
  ['fay', [{ from: '2025-01-01', to: '2025-12-17' }]],
  ['gus', [{ from: '2025-12-14', to: '2025-12-17' }]],
]);
/** Hal, who was elsewhere before, came on the fifteenth, and missed the seventeenth. */
const hal = { id: 1008, login: 'hal', type: 'User' } as const;
const always = [{ from: '2025-01-01', to: null }];
const story: OrganizationStory = {
  ...acmeStory,
  people: seven.map((person) => ({ ...person, from: since, to: null })),
  teams: [
    {
      id: 50,
      slug: 'core',
      name: 'Core',
      members: seven.flatMap(({ id, login }) =>
        (times.get(login) ?? always).map((time) => ({ id, login, ...time })),
      ),
    },
  ],
  seats: seven.map(({ id, login }) => ({ id, login, grantedAt: since })),
};

describe('who was in a team before GitHub was asked', () => {
  let acme: SyncedOrganization;
  afterEach(async () => acme.close());

  const open = async () => {
    acme = await openSyncedOrganization('postgres', story, '2025-12-20T05:00:00Z');
    acme.github.copilot.configure(9, { readyAfterHours: 24, lateShare: 0 });
  };
  const sync = (at: string) => {
    acme.setNow(new Date(at));
    return syncUsage({ organizationId: acme.organizationId }, acme.deps);
  };
  const memberships = () =>
    acme.within(async (tx) => {
      const logins = new Map((await tx.select().from(people)).map(({ id, login }) => [id, login]));
      const rows = await tx.select().from(teamMemberships);
      return rows
        .map(({ personId, from, to }) => `${logins.get(personId)} ${from} ${to ?? ''}`.trim())
        .toSorted();
    });
  const repaired = async () =>
    (await acme.within((tx) => tx.select().from(repairRuns)))
      .filter(({ kind }) => kind === 'usage')
      .toSorted((a, b) => a.id - b.id)
      .map((run) => run.repaired);
  const present = ['ann', 'ben', 'cat', 'dan', 'eve'].map((login) => `${login} 1970-01-01`);

  it('is learnt from the reports of those days, for as long as they tell', async () => {
    await open();
    await syncDirectory({ organizationId: acme.organizationId }, acme.deps);
    expect(await memberships()).toEqual(present);

    await sync('2025-12-20T05:00:00Z');

    // the reports begin on the twelfth
    expect(await memberships()).toEqual([
      ...present,
      'fay 2025-12-12 2025-12-17',
      'gus 2025-12-14 2025-12-17',
    ]);
    // seven days of three kinds, one is not there yet; and two memberships
    expect(await repaired()).toEqual([21 + 2]);

    // nothing is learnt twice
    await sync('2025-12-21T05:00:00Z');
    expect((await memberships()).length).toBe(7);
  });

  it('begins when reports first name someone whom they knew elsewhere, not always', async () => {
    const [core] = story.teams;
    const halIn = (from: string, to: string | null) => ({ id: hal.id, login: hal.login, from, to });
    const members = [...(core?.members ?? [])];
    acme = await openSyncedOrganization(
      'postgres',
      {
        ...story,
        people: [...story.people, { ...hal, from: since, to: null }],
        seats: [...story.seats, { id: hal.id, login: hal.login, grantedAt: since }],
        teams: [
          {
            id: 50,
            slug: 'core',
            name: 'Core',
            members: [...members, halIn('2025-12-15', '2025-12-17'), halIn('2025-12-18', null)],
          },
          {
            id: 51,
            slug: 'all',
            name: 'All',
            members: [...members.filter(({ to }) => to === null), halIn('2025-01-01', null)],
          },
        ],
      },
      '2025-12-20T05:00:00Z',
    );
    acme.github.copilot.configure(9, { readyAfterHours: 24, lateShare: 0 });
    await syncDirectory({ organizationId: acme.organizationId }, acme.deps);
    const ofHal = async () => (await memberships()).filter((row) => row.startsWith('hal'));
    expect(await ofHal()).toEqual(['hal 1970-01-01', 'hal 1970-01-01']);

    await sync('2025-12-20T05:00:00Z');

    // in one of the two always, in the other as the reports tell
    const known = ['hal 1970-01-01', 'hal 2025-12-15 2025-12-17', 'hal 2025-12-18'];
    expect(await ofHal()).toEqual(known);
    expect(await memberships()).toEqual(
      expect.arrayContaining(present.flatMap((one) => [one, one])),
    );

    await sync('2025-12-21T05:00:00Z');
    expect(await ofHal()).toEqual(known);
  });

  it('is not learnt from reports where the directory knows better', async () => {
    await open();
    // given a directory from before they left
    acme.setNow(new Date('2025-12-13T05:00:00Z'));
    await syncDirectory({ organizationId: acme.organizationId }, acme.deps);
    acme.setNow(new Date('2025-12-15T05:00:00Z'));
    await syncDirectory({ organizationId: acme.organizationId }, acme.deps);
    acme.setNow(new Date('2025-12-18T05:00:00Z'));
    await syncDirectory({ organizationId: acme.organizationId }, acme.deps);

    await sync('2025-12-20T05:00:00Z');

    expect(await memberships()).toEqual([
      ...present,
      'fay 1970-01-01 2025-12-18',
      'gus 2025-12-15 2025-12-18',
    ]);
  });
});
