import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { OpenDatabase } from '../client.ts';
import { organizations } from '../schema/index.ts';
import { dialects, openTestStore } from '../testing/index.ts';
import { withOrganization } from '../with-organization.ts';
import { findGitHubApp, removeGitHubApp, saveGitHubApp } from './github-apps.ts';
import { beginVisit, endVisit } from './github-visits.ts';
import { findGrantedRole, listGrantedRoles, saveGrantedRole } from './granted-roles.ts';
import { findInstallationDetails, saveInstallationDetails } from './installations.ts';

const NOW = new Date('2026-03-04T12:00:00Z');
const LATER = new Date('2026-03-04T13:00:00Z');

const app = {
  slug: 'acme-uplift',
  name: 'Acme Uplift',
  clientId: 'Iv23',
  htmlUrl: 'https://github.com/apps/acme-uplift',
  credentials: Buffer.from([1, 2, 3]),
  createdAt: NOW,
};

describe.each(dialects)('the App and who may use it, on %s', (dialect) => {
  let store: OpenDatabase;
  let organizationId: number;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    const [row] = await store.db
      .insert(organizations)
      .values({ login: 'acme' })
      .returning({ id: organizations.id });
    organizationId = row?.id ?? 0;
  });
  afterAll(() => store.close());

  test('there is one App at most: another takes its place', async () => {
    await saveGitHubApp(store.db, { ...app, id: 7 });
    await saveGitHubApp(store.db, { ...app, id: 8 });
    await removeGitHubApp(store.db, 7);

    const found = await findGitHubApp(store.db);
    expect(found).toMatchObject({ id: 8, slug: 'acme-uplift' });
    expect([...(found?.credentials ?? [])]).toEqual([1, 2, 3]);

    await removeGitHubApp(store.db, 8);
    expect(await findGitHubApp(store.db)).toBeNull();
  });

  test('a visit ends once, for the browser that began it, in time, for its purpose', async () => {
    const begin = () =>
      beginVisit(store.db, { purpose: 'sign_in', browser: 'b', now: NOW, expiresAt: LATER });
    const state = await begin();
    const end = (changes: object) =>
      endVisit(store.db, { purpose: 'sign_in', state, browser: 'b', now: NOW, ...changes });

    expect(await end({ browser: 'other' })).toBe(false);
    expect(await end({ purpose: 'create_app' })).toBe(false);
    expect(await end({ state: 'guessed' })).toBe(false);
    expect(await end({ now: LATER })).toBe(false);
    expect(await Promise.all([end({}), end({})])).toEqual(expect.arrayContaining([true, false]));
    expect(await begin()).not.toBe(state);
  });

  test('roles and permissions belong to an organisation', async () => {
    await withOrganization(store.db, organizationId, async (tx) => {
      const role = { githubUserId: 5, login: 'ada', grantedAt: NOW };
      await saveGrantedRole(tx, organizationId, { ...role, role: 'manager' });
      await saveGrantedRole(tx, organizationId, { ...role, role: 'champion' });
      const details = {
        permissions: { pull_requests: 'read' },
        events: ['push'],
        repositorySelection: 'all' as const,
        checkedAt: NOW,
      };
      await saveInstallationDetails(tx, organizationId, { ...details, installationId: 1 });
      await saveInstallationDetails(tx, organizationId, { ...details, installationId: 2 });
    });
    const readIn = (id: number) =>
      withOrganization(store.db, id, async (tx) => ({
        role: await findGrantedRole(tx, 5),
        roles: (await listGrantedRoles(tx)).length,
        installation: (await findInstallationDetails(tx))?.installationId ?? null,
      }));

    expect(await readIn(organizationId)).toEqual({ role: 'champion', roles: 1, installation: 2 });
    expect(await readIn(organizationId + 1)).toEqual({ role: null, roles: 0, installation: null });
  });
});
