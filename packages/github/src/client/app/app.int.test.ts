import { inspect } from 'node:util';

import { afterEach, describe, expect, it } from 'vitest';

import { createAnonymousClient, createTokenClient } from '../connection/create-client.ts';
import { GitHubError } from '../connection/github-error.ts';
import { ada, grace, oneStory } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { convertManifest } from './convert-manifest.ts';
import { readApp, readInstallation, readInstallations, setHookUrl } from './read-app.ts';
import {
  authorizeUrl,
  exchangeCode,
  readMembership,
  readOwnInstallations,
  readOwnMembership,
  readOwnRepositories,
  readViewer,
} from './sign-in.ts';

const callback = 'http://127.0.0.1:1/auth/github/callback';
const opened: OpenGitHub[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function open(
  server: NonNullable<Parameters<typeof openGitHub>[0]['server']> = {},
): Promise<OpenGitHub> {
  const one = await openGitHub({ stories: [oneStory], server });
  opened.push(one);
  return one;
}

describe('the App', () => {
  it('sees itself, its permissions and the address of its webhooks', async () => {
    const { app, github } = await open();
    const reading = { github: app.asApp };

    await setHookUrl({ url: 'https://uplift.acme.example/hook' }, reading);
    const facts = await readApp({}, reading);

    expect(facts).toMatchObject({
      id: github.app?.id,
      slug: 'uplift',
      clientId: github.app?.clientId,
      ownerLogin: 'acme',
      permissions: { pull_requests: 'read', organization_copilot_metrics: 'read' },
      events: expect.arrayContaining(['pull_request']),
      hook: { url: 'https://uplift.acme.example/hook' },
    });
  });

  it('sees where it is installed, and whether it rests there', async () => {
    const { app, installationId } = await open();
    const reading = { github: app.asApp };
    await app.asApp.rest({
      route: 'PUT /app/installations/{id}/suspended',
      parameters: { id: installationId },
    });

    const [first] = await readInstallations({}, reading);
    const alone = await readInstallation({ installationId }, reading);

    expect(first).toEqual(alone);
    expect(alone).toMatchObject({
      id: installationId,
      account: { githubId: 9, login: 'acme' },
      accountType: 'Organization',
      repositorySelection: 'all',
      suspendedAt: new Date('2026-12-31T00:00:00Z'),
    });
    await expect(readInstallation({ installationId: 4711 }, reading)).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});

describe('a manifest', () => {
  it('becomes an App, whose secrets are told once', async () => {
    const { github, connection } = await open();
    const manifest = {
      name: 'Acme Metrics',
      url: 'https://metrics.acme.example',
      hook_attributes: { url: 'https://metrics.acme.example/hook' },
      redirect_url: 'https://metrics.acme.example/made',
      default_permissions: { metadata: 'read' },
      default_events: [],
      public: false,
    };
    const page = await fetch(`${github.webUrl}/organizations/acme/settings/apps/new?state=s`, {
      method: 'POST',
      body: new URLSearchParams({ manifest: JSON.stringify(manifest) }),
      redirect: 'manual',
    });
    const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const reading = { github: createAnonymousClient(connection) };

    const made = await convertManifest({ code }, reading);

    expect(made).toMatchObject({
      slug: 'acme-metrics',
      ownerLogin: 'acme',
      privateKey: expect.stringContaining('PRIVATE KEY'),
      clientSecret: expect.stringMatching(/.{20}/),
      webhookSecret: expect.stringMatching(/.{20}/),
    });
    const again = await convertManifest({ code }, reading).catch((error: unknown) => error);
    expect(again).toMatchObject({ kind: 'not_found' });
    expect(inspect(again, { depth: 20, showHidden: true })).not.toContain(code);
  });
});

describe('signing in', () => {
  async function openSignIn() {
    const one = await open({ app: { pages: { callbackUrls: [callback] } } });
    const { clientId = '', clientSecret = '' } = one.github.app ?? {};
    const reading = { github: createAnonymousClient(one.connection) };
    const comeBack = async (login: string): Promise<URLSearchParams> => {
      const url = authorizeUrl({
        host: one.connection.host,
        clientId,
        redirectUri: callback,
        state: 'a&b',
        login,
      });
      const answer = await fetch(url, { redirect: 'manual' });
      return new URL(answer.headers.get('location') ?? '').searchParams;
    };
    return { ...one, clientId, clientSecret, reading, comeBack };
  }

  it('gives a code for a token, and the token tells who it is and where they belong', async () => {
    const { connection, clientId, clientSecret, reading, comeBack, installationId } =
      await openSignIn();
    const back = await comeBack('grace');
    const code = back.get('code') ?? '';

    const { accessToken: token, expiresAt } = await exchangeCode(
      { clientId, clientSecret, code, redirectUri: callback },
      reading,
    );

    const person = { github: createTokenClient({ ...connection, token }) };
    expect(back.get('state')).toBe('a&b');
    expect(expiresAt?.getTime()).toBeGreaterThan(Date.now() + 7 * 3_600_000);
    expect(await readViewer({}, person)).toMatchObject({ id: grace.id, login: 'grace' });
    expect(await readOwnMembership({ organization: 'acme' }, person)).toMatchObject({
      state: 'active',
      role: expect.stringMatching(/admin|member/),
      user: { githubId: grace.id, login: 'grace' },
    });
    expect(await readOwnInstallations({}, person)).toMatchObject([{ id: installationId }]);
    expect(await readOwnRepositories({ installationId }, person)).toEqual([7]);
  });

  it('is refused in GitHub’s word, with nothing of the secrets', async () => {
    const { clientId, clientSecret, reading, comeBack } = await openSignIn();
    const code = (await comeBack('ada')).get('code') ?? '';
    const wrong = { clientId, clientSecret: 'notTheSecret', code };

    const bySecret = await exchangeCode(wrong, reading).catch((error: unknown) => error);
    await exchangeCode({ clientId, clientSecret, code }, reading);
    const twice = await exchangeCode({ clientId, clientSecret, code }, reading).catch(
      (error: unknown) => error,
    );

    expect([bySecret, twice]).toMatchObject([
      { failure: { kind: 'refused', reason: 'incorrect_client_credentials' } },
      { failure: { kind: 'refused', reason: 'bad_verification_code' } },
    ]);
    const shown = inspect([bySecret, twice], { depth: 20, showHidden: true });
    for (const secret of ['notTheSecret', clientSecret, code]) {
      expect(shown).not.toContain(secret);
    }
  });

  it('keeps secrets out of errors of the network, too', async () => {
    const { github, clientId, clientSecret, reading } = await openSignIn();
    const code = 'c0dec0de';
    for (const fault of [{ kind: 'cut' }, { kind: 'status', status: 500 }] as const) {
      github.faults.set([{ fault }]);

      const error = await exchangeCode({ clientId, clientSecret, code }, reading).catch(
        (thrown: unknown) => thrown,
      );

      expect(error).toBeInstanceOf(GitHubError);
      expect(error).toMatchObject({ kind: 'unavailable' });
      const shown = inspect(error, { depth: 20, showHidden: true });
      expect(shown).not.toContain(clientSecret);
      expect(shown).not.toContain(code);
    }
  });

  it('is checked by the installation: members are known, outsiders are not', async () => {
    const { client } = await open();
    const reading = { github: client };
    const roleOf = (login: string) => readMembership({ organization: 'acme', login }, reading);

    expect(await roleOf('ada')).toMatchObject({ state: 'active', user: { githubId: ada.id } });
    expect(await roleOf('mallory')).toBeNull();
  });
});
