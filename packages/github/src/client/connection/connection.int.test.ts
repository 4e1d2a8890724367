import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';

import { afterEach, describe, expect, it } from 'vitest';

import { oneStory } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import type { Budget, BudgetCost, BudgetStatus } from './budget.ts';
import { createGitHubApp, createTokenClient } from './create-client.ts';
import type { GitHubClient } from './github-client.ts';
import { GitHubError } from './github-error.ts';

const opened: OpenGitHub[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) await github.close();
});

async function open(options: Partial<Parameters<typeof openGitHub>[0]> = {}): Promise<OpenGitHub> {
  const one = await openGitHub({ stories: [oneStory], ...options });
  opened.push(one);
  return one;
}

const repository = {
  route: 'GET /repos/{owner}/{repo}',
  parameters: { owner: 'acme', repo: 'api' },
};
const viewer = { operation: 'rate', query: '{ rateLimit { cost } }', variables: {}, points: 1 };

async function errorOf(promise: Promise<unknown>): Promise<GitHubError> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof GitHubError) return error;
  throw new Error('expected a GitHubError', { cause: error });
}

/** A budget that writes down what it hears. */
function listening() {
  const taken: BudgetCost[] = [];
  const told: BudgetStatus[] = [];
  const budget: Budget = {
    take: (cost) => Promise.resolve(void taken.push(cost)),
    told: (status) => void told.push(status),
  };
  return { taken, told, budget };
}

describe('a connection', () => {
  it('asks in the name of an installation, with one token for many questions', async () => {
    const { client, github } = await open();

    const answers = await Promise.all([client.rest(repository), client.graphql(viewer)]);
    await client.rest(repository);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const tokens = 'POST /app/installations/:id/access_tokens';
    expect(github.stats.byRoute().get(tokens)?.requests).toBeLessThanOrEqual(2);
  });

  it('asks as the App itself', async () => {
    const { app, github } = await open();

    expect((await app.asApp.rest({ route: 'GET /app' })).data).toMatchObject({
      id: github.app?.id,
    });
  });

  it('renews a token that ended before its time', async () => {
    let nowMs = Date.now();
    const now = () => new Date(nowMs);
    const { client } = await open({ server: { now }, settings: { now } });
    await client.rest(repository);

    nowMs += 3_600_000;

    expect((await client.rest(repository)).status).toBe(200);
    expect((await client.graphql(viewer)).status).toBe(200);
  });

  it('follows a repository to its new name', async () => {
    const { client, github } = await open();
    github.state.renameRepository(7, 'core');

    const { data } = await client.rest(repository);

    expect(data).toMatchObject({ full_name: 'acme/core' });
  });

  it('repeats a question to REST that failed for a moment', async () => {
    const { client, github } = await open();
    await client.rest(repository);
    github.faults.set([
      { fault: { kind: 'status', status: 503 }, path: /repos/, times: 1 },
      { fault: { kind: 'cut' }, path: /repos/, times: 1 },
    ]);

    expect((await client.rest(repository)).status).toBe(200);
  });

  it('tells the budget before and after, of both limits', async () => {
    const { taken, told, budget } = listening();
    const { client } = await open({ budget });

    await client.rest(repository);
    await client.graphql({ ...viewer, points: 2 });

    expect(taken).toEqual([
      { resource: 'core', points: 1 },
      { resource: 'graphql', points: 2 },
    ]);
    expect(told).toMatchObject([
      { kind: 'rate', resource: 'core', limit: 5000, remaining: 4999 },
      { kind: 'rate', resource: 'graphql', limit: 5000, remaining: 4999 },
    ]);
  });
});

describe('what goes wrong', () => {
  const now = new Date('2026-12-31T10:00:00Z');
  const inAnHour = new Date('2026-12-31T11:00:00Z');

  it.each([
    [404, 'not_found'],
    [403, 'forbidden'],
    [422, 'refused'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ] as const)('status %i is %s', async (status, kind) => {
    const { client, github } = await open();
    github.faults.set([{ fault: { kind: 'status', status, message: 'Hm.' }, path: /repos/ }]);

    expect((await errorOf(client.rest(repository))).failure).toMatchObject(
      kind === 'forbidden' || kind === 'refused' ? { kind, reason: 'Hm.' } : { kind },
    );
  });

  it('a cut connection and a late answer are unavailable', async () => {
    const { client, github } = await open({ settings: { timeoutMs: 300 } });
    await client.rest(repository);
    github.faults.set([{ fault: { kind: 'cut' }, path: /graphql/ }]);
    const cut = await errorOf(client.graphql(viewer));
    github.faults.set([{ fault: { kind: 'slow', delayMs: 1000 }, path: /graphql/ }]);
    const late = await errorOf(client.graphql(viewer));

    expect([cut.kind, late.kind]).toEqual(['unavailable', 'unavailable']);
  });

  it('an aborted question ends with the reason of the signal', async () => {
    const { client, github } = await open();
    await client.rest(repository);
    github.faults.set([{ fault: { kind: 'slow', delayMs: 5000 } }]);
    const controller = new AbortController();
    const reason = new Error('shutting down');

    const asking = client.rest(repository, controller.signal);
    controller.abort(reason);

    await expect(asking).rejects.toBe(reason);
    await expect(client.rest(repository, controller.signal)).rejects.toBe(reason);
  });

  it.each([502, 504])('status %i to a query means that it was too heavy', async (status) => {
    const { client, github } = await open();
    await client.rest(repository);
    const before = github.stats.requests();
    github.faults.set([{ fault: { kind: 'status', status }, path: /graphql/ }]);

    expect((await errorOf(client.graphql(viewer))).kind).toBe('too_heavy');
    expect(github.stats.requests()).toBe(before + 1);
  });

  it('the end of the hour is told with the limit, by REST and by GraphQL', async () => {
    const { client } = await open({
      server: { now: () => now, limits: { restPerHour: 1, graphqlPerHour: 1 } },
      settings: { now: () => now },
    });
    await client.rest(repository);
    await client.graphql(viewer);

    const rest = await errorOf(client.rest(repository));
    const graphql = await errorOf(client.graphql(viewer));

    const failure = { kind: 'rate_limited', limit: 'primary', until: inAnHour };
    expect(rest.failure).toEqual({ ...failure, resource: 'core' });
    expect(graphql.failure).toEqual({ ...failure, resource: 'graphql' });
  });

  it('a secondary limit blocks the budget for as long as GitHub says', async () => {
    const { told, budget } = listening();
    const { client, github } = await open({
      budget,
      server: { now: () => now },
      settings: { now: () => now },
    });
    const message = 'You have exceeded a secondary rate limit.';
    const headers = { 'retry-after': '90' };
    github.faults.set([
      { fault: { kind: 'status', status: 403, message, headers }, path: /repos|graphql/ },
    ]);

    const errors = [await errorOf(client.rest(repository)), await errorOf(client.graphql(viewer))];

    const until = new Date(now.getTime() + 90_000);
    expect(errors.map(({ failure }) => failure)).toMatchObject([
      { kind: 'rate_limited', limit: 'secondary', until, resource: 'core' },
      { kind: 'rate_limited', limit: 'secondary', until, resource: 'graphql' },
    ]);
    expect(told.filter(({ kind }) => kind === 'blocked')).toEqual([
      { kind: 'blocked', resource: 'core', until },
      { kind: 'blocked', resource: 'graphql', until },
    ]);
  });

  it('an installation that rests or is gone is told apart', async () => {
    const { app, github, installationId } = await open();
    await app.asApp.rest({
      route: 'PUT /app/installations/{id}/suspended',
      parameters: { id: installationId },
    });
    const suspended = await errorOf(app.installation(installationId).rest(repository));
    const gone = await errorOf(app.installation(4711).rest(repository));

    expect([suspended.kind, gone.kind]).toEqual(['suspended', 'not_found']);
    expect(github.stats.requests()).toBeGreaterThan(0);
  });

  it('a wrong key and a wrong token are not accepted', async () => {
    const { connection, github } = await open();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const appId = github.app?.id ?? 0;
    const stranger = createGitHubApp({ ...connection, app: { appId, privateKey } });
    const token = 'ghp_notatokenofanybody';

    const errors = await Promise.all([
      errorOf(stranger.asApp.rest({ route: 'GET /app' })),
      errorOf(stranger.installation(1).rest(repository)),
      errorOf(createTokenClient({ ...connection, token }).rest(repository)),
    ]);

    expect(errors.map(({ kind }) => kind)).toEqual([
      'unauthorized',
      'unauthorized',
      'unauthorized',
    ]);
  });

  it('a key that is none is refused without being shown', async () => {
    const { connection } = await open();
    const privateKey = '-----BEGIN RSA PRIVATE KEY-----\nSECRET\n-----END RSA PRIVATE KEY-----';

    const error = thrownBy(() => createGitHubApp({ ...connection, app: { appId: 1, privateKey } }));

    expect(error).toBeInstanceOf(TypeError);
    expect(inspect(error, { depth: 20 })).not.toContain('SECRET');
  });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}

describe('no secret shows', () => {
  const asked: readonly (readonly [string, (client: GitHubClient) => Promise<unknown>])[] = [
    ['REST', (client) => client.rest(repository)],
    ['GraphQL', (client) => client.graphql(viewer)],
  ];

  it.each(asked)('in an error of %s, however it is looked at', async (_api, question) => {
    const token = `ghp_${'s3cr3t'.repeat(6)}`;
    const { connection, github } = await open();
    const client = createTokenClient({ ...connection, token });
    const echo = `no access for ${token} at https://files.example/a?sig=s3cr3t`;
    for (const status of [400, 401, 403, 404, 429, 500]) {
      github.faults.set([{ fault: { kind: 'status', status, message: echo } }]);
      const error = await errorOf(question(client));

      const shown = `${inspect(error, { depth: 20, showHidden: true })} ${JSON.stringify(error)} ${error.stack}`;
      expect(shown).not.toContain('s3cr3t');
      expect(shown).not.toMatch(/bearer|authorization/i);
    }
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain('s3cr3t');
  });

  it('to another host, even where a question names one', async () => {
    const { client, connection, github } = await open();
    const called: string[] = [];
    const token = 'ghp_notatokenofanybody';
    const other = createTokenClient({
      ...connection,
      token,
      fetch: (url) => {
        called.push(url);
        return Promise.reject(new Error('nobody there'));
      },
    });

    for (const route of [`GET ${github.downloadUrl}/`, `GET ${github.apiUrl}.evil.example/`]) {
      await errorOf(client.rest({ route }));
      await errorOf(other.rest({ route }));
    }

    expect(called).toEqual([]);
    expect(github.stats.byRoute().has('GET /reports/:ticket/:file')).toBe(false);
  });

  it('in an error of an installation whose token was made', async () => {
    const { client, app, github } = await open();
    github.faults.set([{ fault: { kind: 'cut' }, path: /repos|app/ }]);

    const errors = [
      await errorOf(client.rest(repository)),
      await errorOf(app.asApp.rest({ route: 'GET /app' })),
    ];

    const shown = inspect([errors, client, app], { depth: 20, showHidden: true });
    expect(shown).not.toMatch(/ghs_|eyJ|bearer|authorization|PRIVATE KEY/i);
  });
});
