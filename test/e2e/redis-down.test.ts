import { deliveriesOf } from '@uplift/simulated-github';
import { createTemporaryDatabase, freePort, type TemporaryDatabase } from '@uplift/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { apiOf, eventually, listPullRequests } from './support/api.ts';
import { redisDatabase } from './support/redis.ts';
import { createToken, killAll, serveUplift, startUplift } from './support/service.ts';
import { organizationStory, STORY_FROM, STORY_TO } from './support/story.ts';

const SECRET = 'a secret of this test';
/** GitHub waits for ten seconds; a queue that is away may not cost a quarter of them. */
const LONGEST_ANSWER_SECONDS = 2.5;
/** A database number of the test server that no other file of tests uses. */
const redis = redisDatabase(13);
const story = organizationStory({ seed: 4, pullRequests: 5 });
const deliveries = [
  ...deliveriesOf(story, { from: STORY_FROM, to: STORY_TO, secret: SECRET, installationId: 1 }),
];

let database: TemporaryDatabase;

beforeAll(async () => {
  database = await createTemporaryDatabase({ owner: 'unprivileged' });
  await redis.empty();
});

afterAll(async () => {
  await killAll();
  await redis.empty();
  await database.drop();
});

it('acknowledges in time what arrives while Redis is away, and works it once Redis is there', async () => {
  const environment = { DATABASE_URL: database.url, GITHUB_WEBHOOK_SECRET: SECRET };
  const nowhere = `redis://127.0.0.1:${await freePort()}`;
  const served = await serveUplift({ ...environment, REDIS_URL: nowhere }, ['--only', 'api']);

  const answers = [];
  for (const { headers, body } of deliveries) {
    const startedAt = performance.now();
    const { status } = await fetch(served.webhookUrl, { method: 'POST', headers, body });
    answers.push({ status, seconds: (performance.now() - startedAt) / 1000 });
  }
  startUplift(['serve', '--only', 'worker'], { ...environment, REDIS_URL: redis.url });

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(Math.max(...answers.map(({ seconds }) => seconds))).toBeLessThan(LONGEST_ANSWER_SECONDS);
  const api = apiOf(served.url, await createToken(environment));
  const found = await eventually(
    async () => ((await isKnown(served.url, api)) ? listPullRequests(api, 'acme') : []),
    (items) => items.length === story.pullRequests.length,
  );
  expect(found.map(({ number }) => number)).toHaveLength(story.pullRequests.length);
});

/** Whether the organisation is known, and nothing of it waits. */
async function isKnown(url: string, api: ReturnType<typeof apiOf>): Promise<boolean> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  if (!metrics.includes('uplift_inbox_deliveries{state="pending"} 0')) return false;
  return (await api.get('/organizations/acme/health')).status === 200;
}
