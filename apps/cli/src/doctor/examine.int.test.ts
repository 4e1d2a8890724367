import { generateKeyPairSync } from 'node:crypto';

import { migrateDatabase, openPostgres, recordDelivery, saveGitHubApp } from '@uplift/db';
import { createVault } from '@uplift/runtime';
import type { SimulatedGitHub } from '@uplift/simulated-github/server';
import {
  createTemporaryDatabase,
  serve,
  type ServedListener,
  type TemporaryDatabase,
} from '@uplift/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Check } from '../operations/check.ts';
import { settingsOf } from '../settings.ts';
import { terminalOf } from '../terminal/terminal.ts';
import { environmentFor, startAcme, TEST_SECRET } from '../testing/connected-service.ts';
import { examine } from './examine.ts';

const PERMISSIONS = {
  metadata: 'read',
  pull_requests: 'read',
  contents: 'read',
  deployments: 'read',
  members: 'read',
  organization_copilot_metrics: 'read',
  organization_copilot_seat_management: 'read',
} as const;

const silent = { write: () => {} };
const terminal = terminalOf({ out: silent, err: silent });
const written: string[] = [];
const links: (string | null)[] = [];

let database: TemporaryDatabase;
let receiver: ServedListener;
let receiverStatus = 202;
let github: SimulatedGitHub;

beforeAll(async () => {
  receiver = await serve((request, response) => {
    request.resume();
    response.writeHead(receiverStatus).end();
  });
  database = await createTemporaryDatabase();
});
afterAll(async () => {
  await receiver.close();
  await database.drop();
});

beforeEach(async () => {
  receiverStatus = 202;
  github = await startAcme({
    app: { permissions: PERMISSIONS, webhookUrl: `${receiver.url}/webhooks/github` },
  });
  return () => github.close();
});

/** Looks at a service that is in order but for what was planted. */
async function look(
  changes: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date(),
): Promise<Check[]> {
  const settings = settingsOf({
    ...environmentFor(github),
    DATABASE_URL: database.url,
    GITHUB_APP_ID: String(github.app?.id ?? 0),
    GITHUB_APP_PRIVATE_KEY: github.app?.privateKey ?? '',
    ...changes,
  });
  const { checks, setupLink } = await examine(settings, { terminal, now });
  written.push(JSON.stringify(checks));
  links.push(setupLink);
  return [...checks];
}

const wrongOf = (checks: readonly Check[]) => checks.filter(({ status }) => status === 'failed');
const installationId = () => github.state.installations()[0]?.id ?? 0;

describe('uplift doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const checks = await look();

    expect(wrongOf(checks)).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'database',
        'inbox',
        'github-clock',
        'github-app',
        'webhook',
        'permissions acme',
        'copilot acme',
        'queue',
      ]),
    );
  });

  it('asks GitHub nothing where there is no App, and leads to where one is made', async () => {
    const none = { GITHUB_APP_ID: '', GITHUB_APP_PRIVATE_KEY: '' };
    const checks = await look({ ...none, GITHUB_API_URL: 'http://127.0.0.1:1' });

    expect(wrongOf(checks)).toEqual([]);
    expect(checks).toContainEqual(
      expect.objectContaining({
        id: 'github-app',
        status: 'warning',
        advice: expect.stringContaining('/setup'),
      }),
    );
    expect(links.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:0\/sign-in\?to=setup&code=upl_/);
  });

  it('names a permission that the App does not have', async () => {
    const { contents: _, ...rest } = PERMISSIONS;
    await github.close();
    github = await startAcme({
      app: { permissions: rest, webhookUrl: `${receiver.url}/webhooks/github` },
    });

    expect(wrongOf(await look())).toEqual([
      {
        id: 'permission acme contents',
        status: 'failed',
        words: expect.stringContaining('"Contents" (contents: read) is missing'),
        advice: expect.stringContaining('add it in the settings of the App'),
      },
    ]);
  });

  it('names a permission that the organisation has not accepted', async () => {
    const { members: _, ...rest } = PERMISSIONS;
    github.state.setPermissions(installationId(), rest);

    expect(wrongOf(await look())).toEqual([
      expect.objectContaining({
        id: 'permission acme members',
        words: expect.stringContaining('not accepted yet'),
        advice: expect.stringContaining('an owner of acme reviews and accepts'),
      }),
    ]);
  });

  it('names a Copilot policy that is off', async () => {
    github.copilot.configure(9, { metricsPolicy: false });

    expect(wrongOf(await look())).toEqual([
      expect.objectContaining({
        id: 'copilot acme',
        advice: expect.stringContaining('enables the policy "Copilot usage metrics"'),
      }),
    ]);
  });

  it('names a suspended App', async () => {
    github.apps.suspend(installationId());

    expect(wrongOf(await look())).toEqual([
      expect.objectContaining({
        id: 'installation acme',
        words: expect.stringContaining('suspended'),
        advice: expect.stringContaining('ends the suspension'),
      }),
    ]);
  });

  it('names a wrong webhook secret', async () => {
    receiverStatus = 401;
    github.apps.select(installationId(), []);
    await github.deliveries.settled();

    expect(wrongOf(await look())).toEqual([
      expect.objectContaining({
        id: 'webhook-deliveries',
        words: expect.stringContaining('the webhook secret here is not the one at GitHub'),
        advice: expect.stringContaining('GITHUB_WEBHOOK_SECRET'),
      }),
    ]);
  });

  it('names a webhook that does not get through, and one that is not there', async () => {
    const app = github.state.appBy(github.app?.id ?? 0);
    if (app !== null) app.webhookUrl = 'http://127.0.0.1:1/webhooks/github';
    github.apps.select(installationId(), []);
    await github.deliveries.settled();
    const refused = wrongOf(await look());
    if (app !== null) app.webhookUrl = null;
    const absent = wrongOf(await look());

    expect(refused).toEqual([
      expect.objectContaining({
        id: 'webhook-deliveries',
        words: expect.stringContaining('does not get through'),
        advice: expect.stringContaining('reached from outside'),
      }),
    ]);
    expect(absent).toEqual([
      expect.objectContaining({ id: 'webhook', advice: expect.stringContaining('turn it on') }),
    ]);
  });

  it('names a clock that is wrong, and that it is why GitHub refuses the App', async () => {
    const wrong = wrongOf(await look({}, () => new Date(Date.now() + 600_000)));

    expect(wrong).toEqual([
      expect.objectContaining({ id: 'github-clock', advice: expect.stringContaining('NTP') }),
      expect.objectContaining({ id: 'github-app', advice: 'mend the clock' }),
    ]);
  });

  it('names a private key of another App, and one that is none', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const others = wrongOf(await look({ GITHUB_APP_PRIVATE_KEY: privateKey }));
    const garbage = '-----BEGIN PRIVATE KEY-----\ngarbage\n-----END PRIVATE KEY-----';
    const none = wrongOf(await look({ GITHUB_APP_PRIVATE_KEY: garbage }));

    expect(others).toEqual([
      expect.objectContaining({
        id: 'github-app',
        advice: expect.stringContaining('make a new private key'),
      }),
    ]);
    expect(none).toEqual([
      expect.objectContaining({
        id: 'github-app',
        advice: expect.stringContaining('GITHUB_APP_PRIVATE_KEY'),
      }),
    ]);
    expect(JSON.stringify([others, none])).not.toContain('garbage');
  });

  it('names a GitHub that does not answer', async () => {
    expect(wrongOf(await look({ GITHUB_API_URL: 'http://127.0.0.1:1' }))).toEqual([
      expect.objectContaining({
        id: 'github-clock',
        words: expect.stringContaining('does not answer'),
        advice: expect.stringContaining('GITHUB_API_URL'),
      }),
    ]);
  });

  it('says that no webhooks come where there is a token and no App', async () => {
    const none = { GITHUB_APP_ID: '', GITHUB_APP_PRIVATE_KEY: '' };

    const checks = await look({ ...none, GITHUB_TOKEN: 'ghp_hunter2hunter2' });

    expect(checks).toContainEqual({
      id: 'webhooks',
      status: 'warning',
      words: 'no App sends webhooks: GitHub is asked every hour, by GITHUB_TOKEN',
      advice: 'connect GitHub on /setup, to have changes within seconds',
    });
  });

  it('names a token that is not accepted', async () => {
    expect(wrongOf(await look({ GITHUB_TOKEN: 'ghp_hunter2hunter2' }))).toEqual([
      expect.objectContaining({ id: 'github-token', advice: expect.stringContaining('expired') }),
    ]);
  });

  it('names a Redis that is down', async () => {
    expect(wrongOf(await look({ REDIS_URL: 'redis://:hunter2@127.0.0.1:1' }))).toEqual([
      expect.objectContaining({ id: 'queue', advice: expect.stringContaining('REDIS_URL') }),
    ]);
  });

  it('names a database that is down', async () => {
    const url = 'postgres://uplift:hunter2@127.0.0.1:1/uplift';
    expect(wrongOf(await look({ DATABASE_URL: url }))).toEqual([
      expect.objectContaining({ id: 'database', advice: expect.stringContaining('DATABASE_URL') }),
    ]);
  });

  it('names an inbox that nobody works off, and credentials of another secret', async () => {
    const own = openPostgres({ url: database.url, poolSize: 1 });
    await migrateDatabase(own.db);
    await recordDelivery(own.db, {
      guid: 'guid-1',
      event: 'ping',
      body: Buffer.from('{}'),
      receivedAt: new Date(Date.now() - 20 * 60_000),
    });
    await saveGitHubApp(own.db, {
      id: 7,
      slug: 'uplift',
      name: 'Uplift',
      clientId: 'Iv23',
      htmlUrl: `${github.webUrl}/apps/uplift`,
      credentials: createVault(`${TEST_SECRET}, and another`).seal('{}', 'github-app/7'),
      createdAt: new Date(),
    });
    await own.close();
    const kept = { GITHUB_APP_ID: '', GITHUB_APP_PRIVATE_KEY: '' };

    expect(wrongOf(await look(kept))).toEqual([
      expect.objectContaining({ id: 'inbox', advice: expect.stringContaining('worker') }),
      expect.objectContaining({
        id: 'github-app',
        words: expect.stringContaining('another UPLIFT_SECRET'),
        advice: expect.stringContaining('set UPLIFT_SECRET to what it was'),
      }),
    ]);
  });

  it('wrote no secret in all of this', () => {
    const all = written.join('\n');

    for (const secret of ['hunter2', TEST_SECRET, 'BEGIN', github.app?.clientSecret ?? '']) {
      expect(all).not.toContain(secret);
    }
  });
});
