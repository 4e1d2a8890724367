import { deliveriesOf, sendDeliveries } from '@uplift/simulated-github';
import { createTemporaryDatabase, type TemporaryDatabase } from '@uplift/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { apiOf, dumpPullRequests, eventually, isJson, type Api, type Json } from './support/api.ts';
import { withoutKeys } from './support/evidence.ts';
import { redisDatabase } from './support/redis.ts';
import {
  createToken,
  killAll,
  runUplift,
  serveUplift,
  startUplift,
  type Environment,
  type Served,
  type UpliftProcess,
} from './support/service.ts';
import { organizationStory, STORY_FROM, STORY_TO } from './support/story.ts';

const SECRET = 'a secret of this test';
/** A database number of the test server that no other file of tests uses. */
const redis = redisDatabase(12);
const story = organizationStory({ seed: 9, pullRequests: 40 });
const deliveries = [
  ...deliveriesOf(story, { from: STORY_FROM, to: STORY_TO, secret: SECRET, installationId: 1 }),
];
const half = Math.floor(deliveries.length / 2);

const databases: TemporaryDatabase[] = [];
async function newEnvironment(): Promise<Environment> {
  const database = await createTemporaryDatabase({ owner: 'unprivileged' });
  databases.push(database);
  await redis.empty();
  return { DATABASE_URL: database.url, REDIS_URL: redis.url, GITHUB_WEBHOOK_SECRET: SECRET };
}

afterEach(() => killAll());
afterAll(async () => {
  await redis.empty();
  for (const { drop } of databases) await drop();
});

describe('a service of several processes', () => {
  let undisturbed: Json[];
  beforeAll(async () => {
    const environment = await newEnvironment();
    const served = await serveUplift(environment);
    await send(served, deliveries);
    undisturbed = await factsOf(await adminApi(served, environment));
    await killAll();
  });

  it('starts five apis at once on an empty database', async () => {
    const environment = await newEnvironment();

    const apis = await Promise.all(
      Array.from({ length: 5 }, () => serveUplift(environment, ['--only', 'api'])),
    );

    const ready = await Promise.all(
      apis.map(async ({ url }) => (await fetch(`${url}/readyz`)).status),
    );
    expect(ready).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(apis.map(({ url }) => url)).size).toBe(5);
    const ends = await Promise.all(apis.map(async ({ process }) => process.kill('SIGTERM')));
    expect(ends).toEqual(ends.map(() => ({ code: 0, signal: null })));
  });

  it('works deliveries off in two workers, one of which is killed, as one process does', async () => {
    const environment = await newEnvironment();
    const [served, doomed] = await Promise.all([
      serveUplift(environment, ['--only', 'api']),
      startWorker(environment),
      startWorker(environment),
    ]);

    await sendDeliveries({
      url: served.webhookUrl,
      deliveries,
      repeatShare: 0.2,
      shuffleWindow: 50,
      onProgress: ({ sent }) => {
        if (sent === half) void doomed.kill('SIGKILL');
      },
    });

    expect(await doomed.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await factsOf(await adminApi(served, environment))).toEqual(undisturbed);
  });

  it('loses nothing when Redis loses everything', async () => {
    const environment = await newEnvironment();
    const served = await serveUplift(environment, ['--only', 'api']);
    const api = await adminApi(served, environment);
    const first = await startWorker(environment);
    await send(served, deliveries.slice(0, half));
    // Until something is worked, nobody knows of the organisation.
    await eventually(
      () => inboxOf(api),
      ({ processed }) => Number(processed) > 0,
    );
    await first.kill('SIGKILL');
    await send(served, deliveries.slice(half));
    expect(Number((await inboxOf(api))['pending'])).toBeGreaterThan(0);

    await redis.empty();
    await startWorker(environment);

    expect(await factsOf(api)).toEqual(undisturbed);
  });

  it('needs its addresses, and says so in one line', async () => {
    const { code, stderr } = await runUplift(['serve', '--only', 'worker'], {});

    expect(code).toBe(1);
    expect(stderr).toMatch(/^uplift: .*DATABASE_URL and REDIS_URL.*\n$/);
  });
});

async function send({ webhookUrl: url }: Served, sent: typeof deliveries): Promise<void> {
  const { failed } = await sendDeliveries({ url, deliveries: sent });
  expect(failed).toBe(0);
}

/** Starts a worker and waits until it works. */
async function startWorker(environment: Environment): Promise<UpliftProcess> {
  const worker = startUplift(['serve', '--only', 'worker'], { ...environment, LOG_LEVEL: 'info' });
  await worker.printed(/"msg":"working"/);
  return worker;
}

async function adminApi({ url }: Served, environment: Environment): Promise<Api> {
  return apiOf(url, await createToken(environment));
}

async function inboxOf(api: Api): Promise<Json> {
  const { body } = await api.get('/organizations/acme/health');
  const counts: unknown = isJson(body) ? body['deliveries'] : null;
  return isJson(counts) ? counts : {};
}

/** Every pull request with its evidence, once nothing is pending. */
async function factsOf(api: Api): Promise<Json[]> {
  const inbox = await eventually(
    () => inboxOf(api),
    ({ pending, processed }) => pending === 0 && Number(processed) > half,
  );
  expect(inbox['failed']).toBe(0);
  const facts = await dumpPullRequests(api, 'acme', { withEvidence: true });
  expect(facts).toHaveLength(story.pullRequests.length);
  return withoutKeys(facts);
}
