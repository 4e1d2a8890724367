import { findOrganization, people, repositories, teamMemberships, teams } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  acmeStory,
  ben,
  cat,
  openSyncedOrganization,
  type SyncedOrganization,
} from '../testing/synced-organization.ts';
import { syncDirectory } from './sync-directory.ts';

describe.each(dialects)('the directory on %s', (dialect) => {
  let acme: SyncedOrganization;
  const sync = () => syncDirectory({ organizationId: acme.organizationId }, acme.deps);
  const memberships = () =>
    acme.within(async (tx) => {
      const logins = new Map((await tx.select().from(people)).map(({ id, login }) => [id, login]));
      const slugs = new Map((await tx.select().from(teams)).map(({ id, slug }) => [id, slug]));
      const rows = await tx.select().from(teamMemberships);
      return rows
        .map(({ teamId, personId, from, to }) =>
          [slugs.get(teamId), logins.get(personId), from, to ?? ''].join(' '),
        )
        .toSorted();
    });

  beforeAll(async () => {
    acme = await openSyncedOrganization(dialect, acmeStory, '2026-03-04T05:00:00Z');
  });
  afterAll(async () => acme.close());

  it('knows everybody, and takes the first members to have always been there', async () => {
    expect(await sync()).toEqual({ kind: 'done', failure: null });

    expect(await memberships()).toEqual(['core ann 1970-01-01 ', 'core ben 1970-01-01 ']);
    const logins = await acme.within((tx) => tx.select({ login: people.login }).from(people));
    expect(logins.map(({ login }) => login).toSorted()).toEqual(['ann', 'ben', 'cat']);
    const places = await acme.within((tx) => tx.select().from(repositories));
    expect(places).toMatchObject([{ githubId: 7, fullName: 'acme/api', removed: false }]);
    expect(await acme.lastRun('directory')).toMatchObject({ checked: 5, failure: null });
  });

  it('dates changes by the day they are seen, counts children, and rewrites nothing', async () => {
    // given Ben left, and Cat joined a team below, a day later
    const { state } = acme.github;
    acme.setNow(new Date('2026-03-05T05:00:00Z'));
    state.removeTeamMember(50, ben.id);
    state.putTeam(9, { id: 51, slug: 'kernel', name: 'Kernel', parentId: 50, members: [] });
    state.addTeamMember(51, cat);

    // when
    await sync();

    // then
    const expected = [
      'core ann 1970-01-01 ',
      'core ben 1970-01-01 2026-03-05',
      'core cat 2026-03-05 ',
      'kernel cat 2026-03-05 ',
    ];
    expect(await memberships()).toEqual(expected);

    // when nothing happened for a day
    acme.setNow(new Date('2026-03-06T05:00:00Z'));
    await sync();
    expect(await memberships()).toEqual(expected);
  });

  it('follows new names, ends teams that are gone, and notes repositories out of reach', async () => {
    // given
    const { state } = acme.github;
    acme.setNow(new Date('2026-03-07T05:00:00Z'));
    state.renameOrganization(9, 'apex');
    state.deleteTeam(51);
    state.addRepository(9, { id: 8, name: 'web' });
    state.deleteRepository(7);

    // when
    await sync();

    // then
    const found = await findOrganization(acme.store.db, { name: 'apex', boundTo: null });
    expect(found).toMatchObject({ id: acme.organizationId, githubId: 9 });
    expect(await memberships()).toContain('kernel cat 2026-03-05 2026-03-07');
    const places = await acme.within((tx) => tx.select().from(repositories));
    expect(places.map(({ fullName, removed }) => [fullName, removed])).toEqual(
      expect.arrayContaining([
        ['acme/api', true],
        ['apex/web', false],
      ]),
    );
  });

  it('writes down why it failed, and leaves everything as it was', async () => {
    acme.setNow(new Date('2026-03-08T05:00:00Z'));
    const before = await memberships();
    acme.github.state.suspendInstallation(acme.github.state.installations()[0]?.id ?? 0);

    expect(await sync()).toMatchObject({ kind: 'failed' });

    expect((await acme.lastRun('directory'))?.failure).toMatch(/suspended/);
    expect(await memberships()).toEqual(before);
  });
});
