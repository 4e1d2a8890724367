import { generateKeyPairSync } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acme, ada, api, bob, january, smallStory } from '../testing/small-story.ts';
import { appToken, jsonOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';
import type { AppRecord, InstallationRecord } from './state/records.ts';

let server: TestServer;
let app: AppRecord;
let installation: InstallationRecord;
let wallMs = 0;

beforeEach(async () => {
  wallMs = Date.now();
  server = await openTestServer({ now: () => new Date(wallMs) });
  const [first] = server.github.state.installations();
  if (server.github.app === null || first === undefined) throw new Error('nothing is installed');
  app = server.github.app;
  installation = first;
});

afterEach(() => server.github.close());

const PULL = '/repos/acme/api/pulls/12';

/** The status and the message of an answer to a token. */
async function told(path: string, token: string | null): Promise<string> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `token ${token}` };
  const answer = await fetch(`${server.github.apiUrl}${path}`, { headers });
  const { message = 'OK' } = await jsonOf(answer);
  return `${answer.status} ${String(message)}`;
}

const HOUR_MS = 3_600_000;

describe('an installation token', () => {
  it('has some 520 characters, or forty if the old form is asked for', () => {
    const { issueForInstallation } = server.github.tokens;

    const long = issueForInstallation({ installationId: installation.id });
    const short = issueForInstallation({ installationId: installation.id, stateless: false });

    expect(long.token).toMatch(/^ghs_100001_[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(long.token.length).toBeGreaterThan(500);
    expect(long.token.length).toBeLessThan(540);
    expect(short.token).toMatch(/^ghs_[A-Za-z0-9]{36}$/);
  });

  it('ends after an hour', async () => {
    const { token } = server.github.tokens.issueForInstallation({
      installationId: installation.id,
    });

    wallMs += HOUR_MS - 1;
    expect(await told(PULL, token)).toBe('200 OK');
    wallMs += 1;
    expect(await told(PULL, token)).toBe('401 Bad credentials');
  });

  it('is refused while the installation is suspended, and unknown once it is gone', async () => {
    const { state, tokens } = server.github;
    const { token } = tokens.issueForInstallation({ installationId: installation.id });

    state.suspendInstallation(installation.id);
    expect(await told(PULL, token)).toBe('403 This installation has been suspended');
    state.suspendInstallation(installation.id, false);
    expect(await told(PULL, token)).toBe('200 OK');
    state.uninstallApp(installation.id);
    expect(await told(PULL, token)).toBe('401 Bad credentials');
  });

  it('may do what the installation or the token itself was given, and no more', async () => {
    const { state, tokens } = server.github;
    const { id: installationId } = installation;
    const permissions = { metadata: 'read' } as const;
    const narrow = tokens.issueForInstallation({ installationId, permissions });
    const wide = tokens.issueForInstallation({ installationId });
    const refused = '403 Resource not accessible by integration';

    expect(await told(PULL, narrow.token)).toBe(refused);
    expect(await told('/repos/acme/api', narrow.token)).toBe('200 OK');
    state.setPermissions(installationId, { metadata: 'read', pull_requests: 'read' });
    expect(await told(PULL, wide.token)).toBe('200 OK');
    expect(await told('/orgs/acme/members', wide.token)).toBe(refused);
  });

  it('says which permission would have done', async () => {
    server.github.state.setPermissions(installation.id, { metadata: 'read' });

    const answer = await server.get('/repos/acme/api/issues/12/timeline');

    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-accepted-github-permissions')).toBe(
      'issues=read; pull_requests=read',
    );
  });

  it('does not know of repositories that were not chosen', async () => {
    const { state, tokens } = server.github;
    const { id: installationId } = installation;
    const { token } = tokens.issueForInstallation({ installationId, repositoryIds: [api.id] });

    expect(await told('/repos/acme/billing', token)).toBe('404 Not Found');
    state.selectRepositories(installationId, [8]);
    expect(await told(PULL, token)).toBe('404 Not Found');
    const listed = await jsonOf(await server.get('/installation/repositories'));
    expect(listed).toMatchObject({ total_count: 1, repository_selection: 'selected' });
  });
});

describe('a request without a token of its own', () => {
  it('is told that it needs one, or that the one it has is worth nothing', async () => {
    expect(await told(PULL, null)).toBe('401 Requires authentication');
    expect(await told(PULL, 'ghs_invented')).toBe('401 Bad credentials');
    expect(await told('/orgs/acme', null)).toBe('200 OK');
  });
});

describe('the JSON web token of an App', () => {
  it('names the App by its client id or its id', async () => {
    expect(await told('/app', appToken(app))).toBe('200 OK');
    expect(await told('/app', appToken(app, { iss: app.id }))).toBe('200 OK');
    expect(await told('/app', appToken(app, { iss: 7 }))).toBe('401 Integration not found');
  });

  it('is good for ten minutes at most, counted from now', async () => {
    const nowSeconds = Math.floor(wallMs / 1000);
    const far = "401 'Expiration time' claim ('exp') is too far in the future";

    expect(await told('/app', appToken(app, { exp: nowSeconds + 700 }))).toBe(far);
    expect(await told('/app', appToken(app, { exp: nowSeconds - 1 }))).toContain("claim ('exp')");
    expect(await told('/app', appToken(app, { iat: nowSeconds + 90 }))).toContain("claim ('iat')");
  });

  it('is signed with the key of the App', async () => {
    const other = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const undecodable = '401 A JSON web token could not be decoded';

    expect(await told('/app', appToken({ ...app, ...other }))).toBe(undecodable);
    expect(await told('/app', 'eyJhbGciOiJub25lIn0.e30.AAAA')).toBe(undecodable);
  });

  it('opens what belongs to the App, not what belongs to an organisation', async () => {
    expect(await told('/app/installations', appToken(app))).toBe('200 OK');
    expect(await told(PULL, appToken(app))).toBe('404 Not Found');
    expect(await told('/orgs/acme/members', appToken(app))).toContain('403');
    expect(await told('/repos/acme/api/installation', appToken(app))).toBe('200 OK');
    server.github.state.selectRepositories(installation.id, [8]);
    expect(await told('/repos/acme/api/installation', appToken(app))).toBe('404 Not Found');
  });

  it('cannot be replaced by the token of an installation', async () => {
    const { token } = server.github.tokens.issueForInstallation({
      installationId: installation.id,
    });

    expect(await told('/app', token)).toBe('401 A JSON web token could not be decoded');
  });
});

describe('the token of a person', () => {
  it('sees what the person may see', async () => {
    const { token } = server.github.tokens.issuePersonal(bob);

    server.setClock(january(19));
    expect(await told(PULL, token)).toBe('200 OK');
    server.setClock(january(20));
    expect(await told(PULL, token)).toBe('404 Not Found');
  });

  it('sees no more through an App than the App does', async () => {
    const { token } = server.github.tokens.issueForUser(ada, app.id);

    expect(await told(PULL, token)).toBe('200 OK');
    server.github.state.uninstallApp(installation.id);
    expect(await told(PULL, token)).toBe('404 Not Found');
  });
});

it('keeps organisations apart', async () => {
  await server.github.close();
  const other = { ...smallStory, organization: { ...acme, id: 10, login: 'other' } };
  const repositories = [{ id: 70, fullName: 'other/api' }];
  server = await openTestServer({ organizations: [smallStory, { ...other, repositories }] });

  expect((await server.get('/repos/other/api')).status).toBe(404);
  expect((await server.get('/repositories/70')).status).toBe(404);
  expect((await server.get('/orgs/other/members')).status).toBe(403);
});
