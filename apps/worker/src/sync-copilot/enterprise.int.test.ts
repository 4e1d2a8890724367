import {
  copilotOrganizationDays,
  copilotReports,
  copilotSeats,
  copilotUserDays,
  findCopilotReports,
  people,
  withOrganization,
  type Database,
  type OpenDatabase,
  type Transaction,
} from '@uplift/db';
import { listeningToStatements, openTestStore } from '@uplift/db/testing';
import type { OrganizationStory } from '@uplift/simulated-github';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { listeningQueue } from '../testing/observed.ts';
import { openGitHub, type OpenGitHub } from '../testing/open-github.ts';
import { acmeStory, ann, ben, used } from '../testing/synced-organization.ts';
import { syncSeats } from './sync-seats.ts';
import { syncUsage } from './sync-usage.ts';

const day = '2025-10-12';
const dan = { id: 1004, login: 'dan', type: 'User' } as const;
const since = new Date('2025-01-01T00:00:00Z');
const acme: OrganizationStory = {
  ...acmeStory,
  seats: [ann, ben].map(({ id, login }) => ({ id, login, grantedAt: since })),
  usage: [used(ann, day), used(ben, day)],
};
/** Ben belongs to both. */
const other: OrganizationStory = {
  ...acmeStory,
  organization: { id: 10, login: 'other' },
  repositories: [{ id: 70, fullName: 'other/web' }],
  people: [ben, dan].map((person) => ({ ...person, from: since, to: null })),
  teams: [],
  seats: [ben, dan].map(({ id, login }) => ({ id, login, grantedAt: since })),
  usage: [used(ben, day), used(dan, day)],
};
const permissions = {
  enterprise_copilot_metrics: 'read',
  enterprise_copilot_seat_management: 'read',
} as const;

describe('an organisation of an enterprise', () => {
  let store: OpenDatabase;
  let open: OpenGitHub;
  let organizationId = 0;
  let installationId = 0;
  beforeAll(async () => {
    store = await openTestStore('pglite');
    open = await openGitHub([acme, other]);
    open.setNow(new Date('2025-10-16T05:00:00Z'));
    const { state, app } = open.github;
    state.addEnterprise({ id: 77, slug: 'group', organizationIds: [9, 10] });
    installationId = state.installApp({ appId: app?.id ?? 0, enterpriseId: 77, permissions }).id;
    organizationId = await open.install(store.db, 'acme');
  });
  beforeEach(() => open.github.state.setPermissions(installationId, permissions));
  afterAll(async () => {
    await open.github.close();
    await store.close();
  });

  /** A connection knows for an hour where the App is. */
  const deps = () => {
    const { queue } = listeningQueue();
    return { db: store.db, queue, now: open.now, github: open.connect(store.db) };
  };
  const within = <Found>(look: (tx: Transaction) => Promise<Found>) =>
    withOrganization(store.db, organizationId, look);
  const loginsIn = (table: typeof copilotUserDays | typeof copilotSeats) =>
    within(async (tx) => {
      const known = new Map((await tx.select().from(people)).map(({ id, login }) => [id, login]));
      const rows: readonly { personId: number }[] = await tx.select().from(table);
      return rows.map(({ personId }) => known.get(personId) ?? '').toSorted();
    });
  const asked = () =>
    [...open.github.stats.byRoute()].flatMap(([route, { requests }]) =>
      requests > 0 && route.includes('/copilot/') ? [route] : [],
    );

  it('has the usage of those who belong to it, from the reports of the enterprise', async () => {
    const end = await syncUsage({ organizationId, reportsARun: 500 }, deps());

    expect(end).toEqual({ kind: 'done', failure: null });
    expect(await loginsIn(copilotUserDays)).toEqual(['ann', 'ben']);
    const reports = await within(findCopilotReports);
    // older than those of organisations
    expect(reports.at(-1)?.day).toBe('2025-10-10');
    const [first] = await within((tx) => tx.select().from(copilotOrganizationDays));
    expect(first?.raw).toMatchObject({ enterprise_id: '77' });
    expect(asked().filter((route) => route.includes('/orgs/'))).toEqual([]);
  });

  describe('with another organisation of it', () => {
    let otherId = 0;
    const requests = () =>
      [...open.github.stats.byRoute()]
        .filter(([route]) => route.includes('/copilot/metrics/'))
        .reduce((sum, [, stats]) => sum + stats.requests, 0);
    const daysOf = (id: number) =>
      withOrganization(store.db, id, async (tx) => {
        const known = new Map((await tx.select().from(people)).map((row) => [row.id, row.login]));
        const rows = await tx.select().from(copilotUserDays);
        const told = rows.map((row) => `${row.organizationId} ${known.get(row.personId)}`);
        return told.toSorted();
      });
    beforeAll(async () => {
      otherId = await open.install(store.db, 'other');
      await emptyReports(store.db, [organizationId, otherId]);
    });

    it('downloads each report once, and each has what is about its own members', async () => {
      // when only one of them fetches
      const before = requests();
      const github = deps();
      expect(await syncUsage({ organizationId, reportsARun: 500 }, github)).toMatchObject({
        kind: 'done',
      });

      // then: three kinds of the six days from 2025-10-10 to 2025-10-15, for both
      expect(requests() - before).toBe(3 * 6);
      expect(await daysOf(organizationId)).toEqual([
        `${organizationId} ann`,
        `${organizationId} ben`,
      ]);
      expect(await daysOf(otherId)).toEqual([`${otherId} ben`, `${otherId} dan`]);

      // and nothing is left for the other, nor is anything of it asked again
      expect(await syncUsage({ organizationId: otherId }, github)).toMatchObject({ kind: 'done' });
      expect(requests() - before).toBe(3 * 6);
    });

    it('fetches by one run at a time, and another looks again later', async () => {
      await emptyReports(store.db, [organizationId, otherId]);
      const before = requests();
      const github = deps();

      const ends = await Promise.all(
        [organizationId, otherId].map((id) =>
          syncUsage({ organizationId: id, reportsARun: 500 }, github),
        ),
      );

      expect(ends.map(({ kind }) => kind).toSorted()).toEqual(['done', 'waiting']);
      expect(requests() - before).toBe(3 * 6);
      const ids = [organizationId, otherId];
      const again = ids[ends.findIndex(({ kind }) => kind === 'waiting')] ?? 0;
      expect(await syncUsage({ organizationId: again }, github)).toMatchObject({ kind: 'done' });
      expect(requests() - before).toBe(3 * 6);
    });

    it('goes on when whoever fetched was killed, once it is not heard of for a while', async () => {
      // given a run that was killed two reports in: its lease stands
      await emptyReports(store.db, [organizationId, otherId]);
      let left = 2;
      const db = listeningToStatements(store.db, (statement) => {
        if (statement.includes('insert into copilot_reports')) left -= 1;
        if (left < 0) throw new Error('killed');
      });
      await expect(syncUsage({ organizationId }, { ...deps(), db })).rejects.toThrow('killed');
      const early = await syncUsage({ organizationId: otherId }, deps());
      expect(early).toMatchObject({ kind: 'waiting' });

      // when its time is over
      open.setNow(new Date('2025-10-16T05:03:00Z'));
      const end = await syncUsage({ organizationId: otherId, reportsARun: 500 }, deps());

      expect(end).toMatchObject({ kind: 'done' });
      expect(await daysOf(organizationId)).toHaveLength(2);
      expect(await daysOf(otherId)).toHaveLength(2);
    });
  });

  it('has the seats that it grants itself, out of those of the enterprise', async () => {
    const end = await syncSeats({ organizationId }, deps());

    expect(end).toEqual({ kind: 'done', failure: null });
    expect(await loginsIn(copilotSeats)).toEqual(['ann', 'ben']);
    expect(asked().some((route) => route.includes('/orgs/'))).toBe(false);
  });

  it('is asked itself where the App may not ask the enterprise', async () => {
    open.github.state.setPermissions(installationId, {});

    const end = await syncSeats({ organizationId }, deps());

    expect(end).toEqual({ kind: 'done', failure: null });
    expect(asked().some((route) => route.includes('/orgs/:org/copilot/billing/seats'))).toBe(true);
  });

  it('is asked by a token about the enterprise that the settings name', async () => {
    const token = open.github.tokens.issuePersonal(ann).token;
    const byName = open.connectByToken(store.db, token, 'group');

    expect(await byName.enterprise()).toMatchObject({ slug: 'group', permissions: null });
    expect(await open.connectByToken(store.db, token).enterprise()).toBeNull();
  });
});

/** As before the first report. */
async function emptyReports(db: Database, organizationIds: readonly number[]): Promise<void> {
  for (const id of organizationIds) {
    await withOrganization(db, id, async (tx) => {
      await tx.delete(copilotReports);
      await tx.delete(copilotUserDays);
      await tx.delete(copilotOrganizationDays);
    });
  }
}
