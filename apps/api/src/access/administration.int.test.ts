import {
  AuditList,
  CreatedToken,
  Me,
  OrganizationSettings,
  TeamMemberList,
  TeamSummaryList,
  TokenList,
} from '@uplift/contracts';
import {
  adoptions,
  createAccessToken,
  findOrganization,
  organizations,
  people,
  teamMemberships,
  teams,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';

const ORG = '/api/v1/organizations/acme';
const OTHER = '/api/v1/organizations/globex';

describe.each(dialects)('what administrators see and make, on %s', (dialect) => {
  let api: TestApi;
  let id = 0;
  let otherId = 0;
  let admin = '';
  beforeAll(async () => {
    api = await openTestApi(dialect);
    await api.db.insert(organizations).values([
      { login: 'acme', githubId: 9 },
      { login: 'globex', githubId: 10 },
    ]);
    id = (await findOrganization(api.db, { name: 'acme', boundTo: null }))?.id ?? 0;
    otherId = (await findOrganization(api.db, { name: 'globex', boundTo: null }))?.id ?? 0;
    admin = await api.token('admin', id);
    await seedTeams(api, id);
  });
  afterAll(() => api.close());

  const send = async (
    path: string,
    options: { body?: unknown; headers: object; method?: string },
  ) => {
    const response = await fetch(`${api.url}${path}`, {
      method: options.method ?? 'POST',
      headers: { ...options.headers, 'content-type': 'application/json' },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    const body: unknown = await response.json();
    return { status: response.status, body };
  };
  const by = (token: string) => ({ authorization: `Bearer ${token}` });
  const wish = { name: 'weekly report', role: 'member', days: 30 };

  it('makes a token whose secret is told once, works at once and ends at once', async () => {
    const made = await send(`${ORG}/tokens`, { body: wish, headers: by(admin) });
    const { secret, ...token } = CreatedToken.parse(made.body);
    expect(made.status).toBe(201);
    expect(token).toMatchObject({
      name: 'weekly report',
      role: 'member',
      everywhere: false,
      expiresAt: '2026-04-03T12:00:00.000Z',
      lastUsedAt: null,
    });
    expect((await api.get(ORG + '/teams', secret)).status).toBe(200);
    expect((await api.get(OTHER + '/teams', secret)).status).toBe(404);

    const listed = await api.get(`${ORG}/tokens`, admin);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
    const found = TokenList.parse(listed.body).items.find((one) => one.id === token.id);
    expect(found?.lastUsedAt).toBe('2026-03-04T12:00:00.000Z');

    const path = `${ORG}/tokens/${token.id}/revoke`;
    expect((await send(path, { headers: by(admin) })).status).toBe(200);
    expect((await send(path, { headers: by(admin) })).status).toBe(404);
    expect((await api.get(ORG + '/teams', secret)).status).toBe(401);
    const { items } = AuditList.parse((await api.get(`${ORG}/audit?action=token`, admin)).body);
    expect(items.map(({ what }) => what)).toEqual([
      'token "weekly report" revoked',
      'token "weekly report" made',
    ]);
    expect(JSON.stringify(items)).not.toContain(secret);
  });

  it('ends with a token every session that was made from it, and no other', async () => {
    const [one, other] = [await api.token('member', id), await api.token('member', id)];
    const signIn = async (token: string) => {
      const form = { method: 'POST', body: new URLSearchParams({ token }) };
      const response = await fetch(`${api.url}/sign-in`, { ...form, redirect: 'manual' });
      return (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
    };
    const cookies = [await signIn(one), await signIn(one), await signIn(other)];
    const statuses = () =>
      Promise.all(
        cookies.map(async (cookie) => {
          const response = await fetch(`${api.url}${ORG}/teams`, { headers: { cookie } });
          await response.arrayBuffer();
          return response.status;
        }),
      );
    expect(await statuses()).toEqual([200, 200, 200]);

    const { items } = TokenList.parse((await api.get(`${ORG}/tokens?limit=200`, admin)).body);
    const [ended] = items.filter(({ name }) => name === 'a member').slice(-2);
    await send(`${ORG}/tokens/${ended?.id ?? 0}/revoke`, { headers: by(admin) });
    expect(await statuses()).toEqual([401, 401, 200]);
  });

  it('leaves tokens of others and of the whole service alone', async () => {
    const foreign = await api.token('admin', otherId);
    const wide = await api.token('admin');
    const { items } = TokenList.parse((await api.get(`${OTHER}/tokens`, foreign)).body);
    const theirs = items.find(({ everywhere }) => !everywhere)?.id ?? 0;
    const everywhere = items.find((one) => one.everywhere)?.id ?? 0;

    for (const token of [theirs, everywhere]) {
      const path = `${ORG}/tokens/${token}/revoke`;
      expect((await send(path, { headers: by(admin) })).status).toBe(404);
    }
    expect((await api.get(`${OTHER}/tokens`, admin)).status).toBe(404);
    expect((await api.get(`${OTHER}/audit`, admin)).status).toBe(404);
    // Who may see every organisation makes tokens for the one that was named.
    const made = await send(`${ORG}/tokens`, { body: wish, headers: by(wide) });
    expect(CreatedToken.parse(made.body).everywhere).toBe(false);
  });

  it('lets who administers the whole service end a token for all of it', async () => {
    const wide = await api.token('admin');
    const leaked = await api.token('admin');
    const { items } = TokenList.parse((await api.get(`${ORG}/tokens?limit=200`, wide)).body);
    const last = items.findLast(({ everywhere }) => everywhere)?.id ?? 0;

    const ended = await send(`${ORG}/tokens/${last}/revoke`, { headers: by(wide) });
    expect([ended.status, (await api.get('/api/v1/me', leaked)).status]).toEqual([200, 401]);
    const { items: log } = AuditList.parse((await api.get(`${ORG}/audit?limit=1`, admin)).body);
    expect(log[0]).toMatchObject({ what: 'token "a admin" revoked', before: { role: 'admin' } });
  });

  it.each(['manager', 'champion', 'member'] as const)('shows a %s none of it', async (role) => {
    const token = await api.token(role, id);
    const paths = ['tokens', 'audit', 'teams/core/members', 'people', 'roles'];
    const statuses = await Promise.all(
      paths.map(async (path) => (await api.get(`${ORG}/${path}`, token)).status),
    );

    expect(statuses).toEqual(paths.map(() => 403));
    const made = await send(`${ORG}/tokens`, { body: wish, headers: by(token) });
    expect(made.status).toBe(403);
    expect((await send(`${ORG}/tokens/1/revoke`, { headers: by(token) })).status).toBe(403);
    expect((await api.get(`${ORG}/team-summaries`, token)).status).toBe(200);
  });

  it('takes no write of a session from another site', async () => {
    const secret = await createAccessToken(api.db, {
      kind: 'session',
      name: 'ann',
      role: 'admin',
      organizationId: id,
      expiresAt: null,
    });
    const from = (site: string) => ({ cookie: `uplift_session=${secret}`, 'sec-fetch-site': site });
    const writes = [
      { path: '/tokens', body: wish },
      { path: '/tokens/1/revoke' },
      { path: '/roles', body: { login: 'ann', role: 'admin' } },
      { path: '/champions', body: { team: 'core', login: 'p1', from: '2026-01-01' } },
      { path: '/settings', body: { zone: 'UTC' }, method: 'PATCH' },
      { path: '/people/p1', body: { kind: 'bot' }, method: 'PATCH' },
    ];
    for (const { path, ...options } of writes) {
      const headers = from('cross-site');
      expect((await send(`${ORG}${path}`, { ...options, headers })).status).toBe(403);
    }
    const own = await send(`${ORG}/tokens`, { body: wish, headers: from('same-origin') });
    expect(own.status).toBe(201);
  });

  it('keeps a zone, tells it to whoever asks who they are, and refuses one that is none', async () => {
    const change = (zone: string | null) =>
      send(`${ORG}/settings`, { body: { zone }, headers: by(admin), method: 'PATCH' });
    const changed = await change('Europe/Berlin');
    const me = Me.parse((await api.get('/api/v1/me', admin)).body);

    expect(OrganizationSettings.parse(changed.body).zone).toBe('Europe/Berlin');
    expect([me.zone, me.organizations[0]?.zone]).toEqual(['Europe/Berlin', 'Europe/Berlin']);
    expect((await change('Europe/Atlantis')).status).toBe(400);
    expect(Me.parse((await api.get('/api/v1/me', await api.token('member'))).body)).toMatchObject({
      zone: 'UTC',
      organizations: [{ zone: 'Europe/Berlin' }, { zone: 'UTC' }],
    });
    expect(OrganizationSettings.parse((await change(null)).body).zone).toBe('UTC');
  });

  it('pages through the log, newest first, and finds a part of it', async () => {
    const first = AuditList.parse((await api.get(`${ORG}/audit?limit=1`, admin)).body);
    const next = await api.get(`${ORG}/audit?limit=1&cursor=${first.nextCursor ?? ''}`, admin);
    const [newer, older] = [first.items[0], AuditList.parse(next.body).items[0]];

    expect(newer).toMatchObject({
      what: 'settings',
      before: { zone: 'Europe/Berlin' },
      after: { zone: 'UTC' },
      actor: { name: 'a admin', kind: 'token', role: 'admin' },
    });
    expect(older?.id).toBeLessThan(newer?.id ?? 0);
    const found = await api.get(`${ORG}/audit?text=SETT`, admin);
    expect(AuditList.parse(found.body).items.map(({ what }) => what)).toEqual([
      'settings',
      'settings',
    ]);
    expect((await api.get(`${ORG}/audit?action=theft`, admin)).status).toBe(400);
  });

  it('refuses a text that cannot be kept, wherever it stands', async () => {
    const odd = { ...wish, name: 'a\0b' };
    const made = await send(`${ORG}/tokens`, { body: odd, headers: by(admin) });
    const paths = ['/audit?text=%00', '/teams/%00/members', '/pull-requests?team=%00'];
    const asked = await Promise.all(paths.map((path) => api.get(ORG + path, admin)));
    const nameless = await api.get('/api/v1/organizations/%00/teams', admin);

    expect([made, ...asked, nameless].map(({ status }) => status)).toEqual(Array(5).fill(400));
  });

  it('counts the people of teams, and tells of small ones by name alone', async () => {
    const { items } = TeamSummaryList.parse((await api.get(`${ORG}/team-summaries`, admin)).body);

    // Of six in core one has a licence alone; the bot is nobody. Two of seven left edge on 1 March.
    expect(items.map(({ slug, people: n, adopted }) => [slug, n, adopted])).toEqual([
      ['core', 6, 2],
      ['edge', 5, 0],
      ['tiny', null, null],
      ['wee', null, null],
    ]);
    expect(items[1]?.sizes.slice(-3)).toEqual([
      { day: '2026-02-01', people: 7 },
      { day: '2026-03-01', people: 5 },
      { day: '2026-03-04', people: 5 },
    ]);
    expect(items[2]).toMatchObject({ name: 'Tiny', status: 'suppressed' });
    expect(items[2]?.sizes.every(({ people: n }) => n === null)).toBe(true);
    const members = await api.get(`${ORG}/teams/core/members`, admin);
    expect(TeamMemberList.parse(members.body).items.slice(0, 3)).toEqual([
      { login: 'p1', from: '2025-01-01', to: null, adoption: 'known', adoptedOn: '2025-06-01' },
      { login: 'p2', from: '2025-01-01', to: null, adoption: 'unknown', adoptedOn: null },
      { login: 'p3', from: '2025-01-01', to: null, adoption: 'none', adoptedOn: null },
    ]);
    expect((await api.get(`${ORG}/teams/none/members`, admin)).status).toBe(404);
  });
});

/** Six people and a bot in core, seven in edge of whom two left, three each in tiny and wee. */
async function seedTeams({ db }: TestApi, organizationId: number): Promise<void> {
  await withOrganization(db, organizationId, async (tx) => {
    const logins = Array.from({ length: 19 }, (_, index) => `p${index + 1}`);
    const rows = [...logins, 'helper'].map((login, index) => ({
      organizationId,
      githubId: index + 1,
      login,
      kind: login === 'helper' ? ('bot' as const) : ('human' as const),
    }));
    const made = await tx.insert(people).values(rows).returning({ id: people.id });
    const [core = 0, edge = 0, tiny = 0, wee = 0] = (
      await tx
        .insert(teams)
        .values(
          ['Core', 'Edge', 'Tiny', 'Wee'].map((name) => ({
            organizationId,
            slug: name.toLowerCase(),
            name,
          })),
        )
        .returning({ id: teams.id })
    ).map((team) => team.id);
    const teamOf = (index: number) =>
      index < 6 || index === 19 ? core : index < 13 ? edge : index < 16 ? tiny : wee;
    await tx.insert(teamMemberships).values(
      made.map((person, index) => ({
        organizationId,
        teamId: teamOf(index),
        personId: person.id,
        from: '2025-01-01',
        to: index === 11 || index === 12 ? '2026-03-01' : null,
      })),
    );
    const [first, second, third] = made.map((person) => person.id);
    const start = { organizationId, tool: 'copilot' };
    await tx.insert(adoptions).values([
      { ...start, personId: first ?? 0, source: 'usage', status: 'known', startedOn: '2025-06-01' },
      { ...start, personId: second ?? 0, source: 'usage', status: 'unknown', startedOn: null },
      { ...start, personId: third ?? 0, source: 'seat', status: 'known', startedOn: '2025-06-01' },
    ]);
  });
}
