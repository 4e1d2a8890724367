import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { AppRecord } from '../state/records.ts';
import { appToken, jsonOf, listOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';

const HOME = 'http://127.0.0.1:1/callback';

let server: TestServer;
let app: AppRecord;
let nowMs = 0;

beforeEach(async () => {
  nowMs = Date.now();
  server = await openTestServer({
    now: () => new Date(nowMs),
    app: { pages: { callbackUrls: [HOME, `${HOME}/other`] } },
  });
  if (server.github.app === null) throw new Error('there is no App');
  ({ app } = server.github);
});

afterEach(() => server.github.close());

type Asking = {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

function asApp(path: string, { method = 'GET', body, headers = {} }: Asking = {}) {
  const authorization = `Bearer ${appToken(app)}`;
  return fetch(`${server.github.apiUrl}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function installationId(): number {
  return server.github.state.installations()[0]?.id ?? 0;
}

function askToken(asking: Asking = {}): Promise<Response> {
  return asApp(`/app/installations/${installationId()}/access_tokens`, {
    method: 'POST',
    ...asking,
  });
}

describe('installation tokens', () => {
  it('are good for an hour and say what for', async () => {
    const answer = await askToken();

    const body = await jsonOf(answer);
    expect(answer.status).toBe(201);
    expect(body).toMatchObject({ permissions: app.permissions, repository_selection: 'all' });
    const { token } = body;
    const ask = () => server.get('/repos/acme/api', { authorization: `Bearer ${String(token)}` });
    expect((await ask()).status).toBe(200);
    nowMs += 3_600_000;
    expect((await ask()).status).toBe(401);
  });

  it('come in the long form, and in the short one on request', async () => {
    const long = await jsonOf(await askToken());
    const headers = { 'x-github-stateless-s2s-token': 'disabled' };
    const short = await jsonOf(await askToken({ headers }));

    expect(String(long['token'])).toMatch(new RegExp(`^ghs_${app.id}_[\\w.-]{450,550}$`));
    expect(String(short['token'])).toMatch(/^ghs_[A-Za-z0-9]{36}$/);
  });

  it('may do less than the installation, and see fewer repositories', async () => {
    const body = { permissions: { contents: 'read' }, repository_ids: [7] };

    const told = await jsonOf(await askToken({ body }));

    expect(told).toMatchObject({
      permissions: { contents: 'read', metadata: 'read' },
      repository_selection: 'selected',
      repositories: [{ full_name: 'acme/api' }],
    });
    const authorization = `Bearer ${String(told['token'])}`;
    expect((await server.get('/repos/acme/billing', { authorization })).status).toBe(404);
    expect((await server.get('/repos/acme/api/pulls', { authorization })).status).toBe(403);
  });

  it('may not do more', async () => {
    const more = await askToken({ body: { permissions: { contents: 'write' } } });
    const elsewhere = await askToken({ body: { repository_ids: [4711] } });

    expect([more.status, elsewhere.status]).toStrictEqual([422, 422]);
  });

  it('are refused with 403 while suspended, and with 404 when uninstalled', async () => {
    const path = `/app/installations/${installationId()}`;

    const suspended = await asApp(`${path}/suspended`, { method: 'PUT' });
    const whileSuspended = await askToken();
    const shown = await jsonOf(await asApp(path));
    await asApp(`${path}/suspended`, { method: 'DELETE' });
    const afterwards = await askToken();
    const ended = await asApp(path, { method: 'DELETE' });
    const gone = await asApp(`${path}/access_tokens`, { method: 'POST' });

    expect([suspended.status, ended.status]).toStrictEqual([204, 204]);
    expect(shown['suspended_at']).toBe('2026-01-31T00:00:00Z');
    expect([whileSuspended.status, afterwards.status, gone.status]).toStrictEqual([403, 201, 404]);
  });
});

describe('the address of webhooks', () => {
  it('can be looked up and changed, and does not tell its secret', async () => {
    const body = { url: 'https://metrics.acme.example/hooks', secret: 'new' };

    const changed = await jsonOf(await asApp('/app/hook/config', { method: 'PATCH', body }));
    const shown = await jsonOf(await asApp('/app/hook/config'));

    expect(shown).toStrictEqual(changed);
    expect(shown).toMatchObject({ url: body.url, secret: '********' });
    expect(app).toMatchObject({ webhookUrl: body.url, webhookSecret: 'new' });
  });
});

const VERIFIER = 'v'.repeat(50);

/** Opens the page of consent and gives the address that it leads to. */
async function authorize(query: Readonly<Record<string, string>> = {}): Promise<URL> {
  const asked = new URLSearchParams({ client_id: app.clientId, state: 's', ...query });
  const url = `${server.github.webUrl}/login/oauth/authorize?${asked.toString()}`;
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? 'http://nowhere.example');
}

async function exchange(form: Readonly<Record<string, string>>, accept = 'application/json') {
  const body = new URLSearchParams({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    ...form,
  });
  const url = `${server.github.webUrl}/login/oauth/access_token`;
  const answer = await fetch(url, { method: 'POST', body, headers: { accept } });
  expect(answer.status).toBe(200);
  return answer;
}

async function signIn(login = 'ada'): Promise<Record<string, unknown>> {
  const code = (await authorize({ login })).searchParams.get('code') ?? '';
  return jsonOf(await exchange({ code }));
}

function asUser(path: string, token: unknown): Promise<Response> {
  return server.get(path, { authorization: `Bearer ${String(token)}` });
}

describe('signing in', () => {
  it('leads back with a code and the state, good for a token of eight hours', async () => {
    const goal = await authorize();
    const grant = await jsonOf(await exchange({ code: goal.searchParams.get('code') ?? '' }));

    expect(`${goal.origin}${goal.pathname}`).toBe(HOME);
    expect(goal.searchParams.get('state')).toBe('s');
    expect(grant).toMatchObject({
      access_token: expect.stringMatching(/^ghu_/),
      expires_in: 28_800,
      refresh_token: expect.stringMatching(/^ghr_/),
      refresh_token_expires_in: 15_897_600,
      token_type: 'bearer',
      scope: '',
    });
    expect(await jsonOf(await asUser('/user', grant['access_token']))).toMatchObject({ id: 1001 });
  });

  it('answers in the encoding of forms unless JSON is asked for', async () => {
    const code = (await authorize()).searchParams.get('code') ?? '';

    const answer = await exchange({ code }, '*/*');

    const grant = new URLSearchParams(await answer.text());
    expect(grant.get('access_token')).toMatch(/^ghu_/);
  });

  it('holds who began to the secret of a code challenge', async () => {
    const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
    const query = { code_challenge: challenge, code_challenge_method: 'S256' };
    const codeOf = async () => (await authorize(query)).searchParams.get('code') ?? '';

    const without = await jsonOf(await exchange({ code: await codeOf() }));
    const wrong = await jsonOf(await exchange({ code: await codeOf(), code_verifier: 'other' }));
    const right = await jsonOf(await exchange({ code: await codeOf(), code_verifier: VERIFIER }));

    expect(without['error']).toBe('bad_verification_code');
    expect(wrong['error']).toBe('bad_verification_code');
    expect(right['access_token']).toMatch(/^ghu_/);
  });

  it('answers 200 with an error to a wrong secret, and to a code used twice or too late', async () => {
    const code = (await authorize()).searchParams.get('code') ?? '';
    const late = (await authorize()).searchParams.get('code') ?? '';

    const secret = await jsonOf(await exchange({ code, client_secret: 'wrong' }));
    const elsewhere = await jsonOf(await exchange({ code, redirect_uri: 'http://127.0.0.1:1/' }));
    const twice = await jsonOf(await exchange({ code }));
    nowMs += 600_000;
    const tooLate = await jsonOf(await exchange({ code: late }));

    expect(secret).toMatchObject({
      error: 'incorrect_client_credentials',
      error_description: 'The client_id and/or client_secret passed are incorrect.',
    });
    expect(elsewhere['error']).toBe('redirect_uri_mismatch');
    expect(twice['error']).toBe('bad_verification_code');
    expect(tooLate['error']).toBe('bad_verification_code');
  });

  it('leads back with an error when refused, or when asked to lead elsewhere', async () => {
    const elsewhere = await authorize({ redirect_uri: 'http://127.0.0.1:1/evil' });
    server.github.visitors.agree(false);
    const refused = await authorize({ redirect_uri: `${HOME}/other` });

    expect(elsewhere.href.startsWith(`${HOME}?error=redirect_uri_mismatch`)).toBe(true);
    expect(refused.pathname).toBe('/callback/other');
    expect(Object.fromEntries(refused.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 's',
    });
  });

  it('renews both tokens, and ends the former', async () => {
    const first = await signIn();
    const form = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };

    const second = await jsonOf(await exchange(form));
    const again = await jsonOf(await exchange(form));

    expect((await asUser('/user', first['access_token'])).status).toBe(401);
    expect((await asUser('/user', second['access_token'])).status).toBe(200);
    expect(again['error']).toBe('bad_refresh_token');
  });

  it('asks who is not signed in to do so first, and remembers it', async () => {
    const { webUrl, visitors } = server.github;
    visitors.signIn(null);
    const query = new URLSearchParams({ client_id: app.clientId });
    const url = `${webUrl}/login/oauth/authorize?${query.toString()}`;
    const page = await fetch(url, { redirect: 'manual' });
    const body = new URLSearchParams({ login: 'ada', return_to: new URL(url).pathname });

    const session = await fetch(`${webUrl}/session`, { method: 'POST', body, redirect: 'manual' });

    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const signedIn = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    expect(page.headers.get('location')).toMatch(/^\/login\?return_to=/);
    expect(signedIn.headers.get('location')).toContain('code=');
  });
});

describe('a person who signed in', () => {
  it.each([
    '/user',
    '/user/memberships/orgs',
    '/user/memberships/orgs/acme',
    '/user/installations/ID/repositories',
  ])('is answered %s', async (path) => {
    const { access_token: token } = await signIn();

    const answer = await asUser(path.replace('ID', String(installationId())), token);

    expect(answer.status).toBe(200);
  });

  it('sees the installations of the App where they are a member', async () => {
    const { access_token: token } = await signIn();
    const told = await jsonOf(await asUser('/user/installations', token));
    const [installation] = server.github.state.installations();

    server.github.state.removeMember(9, 1001);
    const outside = await jsonOf(await asUser('/user/installations', token));

    expect(told).toMatchObject({ total_count: 1, installations: [{ id: installation?.id }] });
    expect(outside).toMatchObject({ total_count: 0 });
    const path = `/user/installations/${installation?.id}/repositories`;
    expect((await asUser(path, token)).status).toBe(404);
  });

  it('is no installation, and no token of their own tells of installations', async () => {
    const account = server.github.state.accountByLogin('ada');
    if (account === null) throw new Error('there is no ada');
    const { token } = server.github.tokens.issuePersonal(account);

    expect((await server.get('/user')).status).toBe(403);
    expect((await asUser('/user/installations', token)).status).toBe(403);
    expect(await listOf(await asUser('/user/memberships/orgs', token))).toHaveLength(1);
  });

  it('is forgotten when the App takes the token back', async () => {
    const { access_token: token } = await signIn();
    const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
    const path = `/applications/${app.clientId}/token`;
    const take = (authorization: string) =>
      asApp(path, { method: 'DELETE', body: { access_token: token }, headers: { authorization } });

    const wrong = await take('Basic bm9ib2R5Om5v');
    const right = await take(`Basic ${basic}`);

    expect([wrong.status, right.status]).toStrictEqual([404, 204]);
    expect((await asUser('/user', token)).status).toBe(401);
  });
});
