import { accessTokens, createAccessToken, markSimulated } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import {
  Me,
  MeasureList,
  OrganizationList,
  Problem,
  RepositoryList,
  TeamList,
} from '@uplift/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization, type SeededOrganization } from '../testing/seed.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(dialects)('access on %s', (dialect) => {
  let api: TestApi;
  let acme: SeededOrganization;
  let acmeToken: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    acme = await seedOrganization(api.db, 'acme');
    await seedOrganization(api.db, 'globex');
    acmeToken = await api.token('member', acme.id);
  });
  afterAll(() => api.close());

  test.each([
    '',
    '/measures',
    '/teams',
    '/repositories',
    '/series/cycle_time',
    '/pull-requests',
    '/pull-requests/globex/api/1',
    '/comparisons',
    '/comparisons/1',
    '/adoption',
    '/health',
  ])("another organisation's %s is not found, as if it did not exist", async (path) => {
    const foreign = await api.get(`/api/v1/organizations/globex${path}`, acmeToken);
    const absent = await api.get(`/api/v1/organizations/initech${path}`, acmeToken);

    expect([foreign.status, absent.status]).toEqual([404, 404]);
    const words = JSON.stringify(Problem.parse(foreign.body).detail);
    expect(words.replaceAll('globex', 'initech')).toBe(
      JSON.stringify(Problem.parse(absent.body).detail),
    );
  });

  test('an organisation answers to its login in any case and to its id', async () => {
    for (const name of ['ACME', String(acme.id)]) {
      const { status } = await api.get(`/api/v1/organizations/${name}/teams`, acmeToken);
      expect(status).toBe(200);
    }
  });

  test('a token of one organisation lists that one, a token of all lists all', async () => {
    const mine = await api.get('/api/v1/organizations', acmeToken);
    const all = await api.get('/api/v1/organizations?limit=1', await api.token('admin'));

    expect(OrganizationList.parse(mine.body).items.map(({ login }) => login)).toEqual(['acme']);
    const page = OrganizationList.parse(all.body);
    expect(page.items.map(({ login }) => login)).toEqual(['acme']);
    expect(page.nextCursor).not.toBeNull();
  });

  test('lists hold what they promise', async () => {
    const base = '/api/v1/organizations/acme';
    const teams = TeamList.parse((await api.get(`${base}/teams`, acmeToken)).body);
    const repositories = RepositoryList.parse(
      (await api.get(`${base}/repositories`, acmeToken)).body,
    );
    const measures = MeasureList.parse((await api.get(`${base}/measures`, acmeToken)).body);
    const me = Me.parse((await api.get('/api/v1/me', acmeToken)).body);

    expect(teams.items.map(({ slug }) => slug)).toEqual(['platform', 'search']);
    expect(repositories.items.map(({ fullName }) => fullName)).toEqual(['acme/api', 'acme/web']);
    expect(measures.items[0]?.id).toBe('cycle_time');
    expect(measures.items[0]).toMatchObject({
      better: 'lower',
      guide: '/o/acme/guide/cycle_time',
      distribution: true,
    });
    expect(me).toMatchObject({ role: 'member', organization: { login: 'acme' }, person: null });
  });

  test.each([
    ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
    ['x,tlh-!,fr;q=0.5', 'fr'],
    ['*', 'en'],
  ])('who prefers %s is told to write %s, and where days begin', async (preferred, locale) => {
    const response = await fetch(`${api.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${acmeToken}`, 'accept-language': preferred },
    });

    expect(Me.parse(await response.json())).toMatchObject({
      organizations: [{ id: acme.id, login: 'acme', role: 'member' }],
      zone: 'UTC',
      locale,
    });
    expect(response.headers.get('vary')).toContain('Accept-Language');
  });

  test('whoever is bound to no organisation sees all of them', async () => {
    const me = Me.parse((await api.get('/api/v1/me', await api.token('admin'))).body);

    expect(me.organization).toBeNull();
    expect(me.organizations.map(({ login }) => login)).toEqual(['acme', 'globex']);
  });

  test('a simulated organisation says what is true of it, others say that they are none', async () => {
    const effects = [{ measure: 'cycle_time' as const, percent: -12 }];
    await markSimulated(api.db, { login: 'Globex', truth: { effects } });

    const admin = await api.token('admin');
    const me = Me.parse((await api.get('/api/v1/me', admin)).body);
    const listed = OrganizationList.parse((await api.get('/api/v1/organizations', admin)).body);

    const expected = [null, { effects }];
    expect(me.organizations.map(({ simulated }) => simulated)).toEqual(expected);
    expect(listed.items.map(({ simulated }) => simulated)).toEqual(expected);
  });

  test.each([
    ['nothing', undefined],
    ['a token that is unknown', 'upl_0000000000000000000000000000000000000000'],
  ])('with %s nothing is answered but 401', async (_case, token) => {
    const { status, body } = await api.get('/api/v1/organizations', token);

    expect(status).toBe(401);
    expect(Problem.parse(body).instance).toMatch(/^[\w-]{36}$/);
  });

  test('a token that has expired is no token', async () => {
    const expired = await createAccessToken(api.db, {
      kind: 'token',
      name: 'old',
      role: 'admin',
      organizationId: null,
      expiresAt: NOW,
    });

    expect((await api.get('/api/v1/me', expired)).status).toBe(401);
  });

  test('a path that is not there is a problem too', async () => {
    const { status, body } = await api.get('/nowhere');

    expect([status, Problem.parse(body).status]).toEqual([404, 404]);
  });

  test('a sign-in link works once, and its code stands in no log line', async () => {
    const code = await createAccessToken(api.db, {
      kind: 'sign_in_code',
      name: 'link',
      role: 'manager',
      organizationId: acme.id,
      expiresAt: LATER,
    });
    const first = await fetch(`${api.url}/sign-in?code=${code}`, { redirect: 'manual' });
    const second = await fetch(`${api.url}/sign-in?code=${code}`, { redirect: 'manual' });

    expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
    expect(second.status).toBe(401);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^uplift_session=upl_.*HttpOnly; SameSite=Lax$/);
    expect(api.logged.join('')).not.toContain(code);

    const session = cookie.split(';')[0] ?? '';
    const me = await fetch(`${api.url}/api/v1/me`, { headers: { cookie: session } });
    expect(Me.parse(await me.json())).toMatchObject({ kind: 'session', role: 'manager' });

    await fetch(`${api.url}/sign-out`, {
      method: 'POST',
      headers: { cookie: session },
      redirect: 'manual',
    });
    const after = await fetch(`${api.url}/api/v1/me`, { headers: { cookie: session } });
    expect(after.status).toBe(401);
  });

  test('a token in the form makes a session; a secret of another kind opens nothing', async () => {
    const form = (token: string) =>
      fetch(`${api.url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ token }),
        redirect: 'manual',
      });

    const good = await form(` ${acmeToken} `);
    const bad = await form('upl_wrong');

    expect([good.status, bad.status]).toEqual([303, 401]);
    expect(await bad.text()).toContain('unknown or has expired');
    const session = (good.headers.get('set-cookie') ?? '').split(';')[0]?.split('=')[1] ?? '';
    expect((await api.get('/api/v1/me', session)).status).toBe(401);
  });

  test('another site cannot act with the cookie of a session', async () => {
    const cookie = `uplift_session=${await createAccessToken(api.db, {
      kind: 'session',
      name: 's',
      role: 'admin',
      organizationId: null,
      expiresAt: LATER,
    })}`;

    const response = await fetch(`${api.url}/api/v1/organizations/acme/comparisons`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      body: '{"measure":"cycle_time"}',
    });

    expect(response.status).toBe(403);
  });

  test('only the hash of a secret is kept', async () => {
    const kept = JSON.stringify(await api.db.select().from(accessTokens));

    expect(kept).toContain('a member');
    expect(kept).not.toContain(acmeToken);
  });

  test('use is noted once a minute at most', async () => {
    const uses = async () => {
      await api.get('/api/v1/me', acmeToken);
      const rows = await api.db.select().from(accessTokens);
      return rows.find(({ name }) => name === 'a member')?.lastUsedAt;
    };

    expect(await uses()).toEqual(NOW);
    expect(await uses()).toEqual(NOW);
  });
});
