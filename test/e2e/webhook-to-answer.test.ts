import { deliveriesOf, sendDeliveries, signatureOf } from '@uplift/simulated-github';
import { createTemporaryDatabase, temporaryDirectory } from '@uplift/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  apiOf,
  eventually,
  isJson,
  itemsOf,
  listPullRequests,
  type Api,
  type Json,
} from './support/api.ts';
import { expectedOf, type ExpectedPullRequest } from './support/expected.ts';
import { redisDatabase } from './support/redis.ts';
import {
  createToken,
  killAll,
  runUplift,
  serveUplift,
  type Environment,
  type Served,
} from './support/service.ts';
import { organizationStory, STORY_FROM, STORY_TO } from './support/story.ts';

const SECRET = 'a secret of this test';
const MEGABYTE = 1_048_576;
const acme = organizationStory({ seed: 1 });
const globex = organizationStory({ seed: 2, login: 'globex', organizationId: 12, pullRequests: 8 });
const interval = { from: STORY_FROM, to: STORY_TO, secret: SECRET };

/** A database number of the test server that no other file of tests uses. */
const REDIS_DATABASE = 11;

type Stage = { readonly environment: Environment; readonly remove: () => Promise<void> };

const stages: Record<'embedded' | 'distributed', () => Promise<Stage>> = {
  async embedded() {
    const { path, remove } = await temporaryDirectory();
    return { environment: { UPLIFT_DATA_DIR: path, GITHUB_WEBHOOK_SECRET: SECRET }, remove };
  },
  async distributed() {
    const { url, drop } = await createTemporaryDatabase({ owner: 'unprivileged' });
    const redis = redisDatabase(REDIS_DATABASE);
    await redis.empty();
    const environment = { DATABASE_URL: url, REDIS_URL: redis.url, GITHUB_WEBHOOK_SECRET: SECRET };
    const remove = async () => {
      await drop();
      await redis.empty();
    };
    return { environment, remove };
  },
};

describe.each(['embedded', 'distributed'] as const)('webhooks to the %s service', (mode) => {
  let stage: Stage;
  let served: Served;
  let api: Api;
  beforeAll(async () => {
    stage = await stages[mode]();
    served = await serveUplift(stage.environment);
    api = apiOf(served.url, await createToken(stage.environment));
  });
  afterAll(async () => {
    await killAll();
    await stage.remove();
  });

  const post = async (body: string, headers: Readonly<Record<string, string>>): Promise<number> => {
    const answer = await fetch(served.webhookUrl, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  const signed = (body: string, id: string, event = 'pull_request') => ({
    'x-github-delivery': id,
    'x-github-event': event,
    'x-hub-signature-256': signatureOf(body, SECRET),
  });

  test('repeated and out of order, every pull request ends with its state and times', async () => {
    const deliveries = [
      ...deliveriesOf(acme, { ...interval, installationId: 1 }),
      ...deliveriesOf(globex, { ...interval, installationId: 2 }),
    ];

    const counts = await sendDeliveries({
      url: served.webhookUrl,
      deliveries,
      repeatShare: 0.3,
      shuffleWindow: deliveries.length,
      seed: 3,
    });

    expect(counts.failed).toBe(0);
    expect(counts.sent).toBeGreaterThan(deliveries.length * 1.2);
    for (const story of [acme, globex]) {
      const expected = expectedOf(story);
      const listed = await eventually(
        () => listedOf(api, story.organization.login),
        (items) => JSON.stringify(items) === JSON.stringify(expected),
      ).catch(() => listedOf(api, story.organization.login));
      expect(listed).toEqual(expected);
    }
  });

  test('the series of a month counts what people merged in it', async () => {
    const expected = mergesByMonth();
    expect(expected.size).toBeGreaterThan(1);

    for (const [measure, counted] of [
      ['merged', 'value'],
      ['cycle_time', 'sampleSize'],
    ] as const) {
      const counts = await eventually(
        async () => countsOf(await pointsOf(api, measure), counted),
        (found) => JSON.stringify([...found]) === JSON.stringify([...expected]),
      );
      expect(counts).toEqual(expected);
    }
  });

  test('a token of one organisation cannot see the other', async () => {
    const token = await createToken(stage.environment, { role: 'member', org: 'globex' });
    const own = apiOf(served.url, token);

    expect(await listPullRequests(own, 'globex')).toHaveLength(8);
    expect((await own.get('/organizations/acme/pull-requests')).status).toBe(404);
    expect((await own.get('/organizations/9/series/cycle_time')).status).toBe(404);
    expect(itemsOf((await own.get('/organizations')).body).map(({ login }) => login)).toEqual([
      'globex',
    ]);
  });

  test('what is not a signed delivery is refused, and says why by its status', async () => {
    const body = '{"zen":"Speak like a human."}';
    const headers = signed(body, 'refused-1', 'ping');
    const large = `"${'x'.repeat(25 * MEGABYTE)}"`;

    expect(
      await post(body, { ...headers, 'x-hub-signature-256': signatureOf(body, 'other') }),
    ).toBe(401);
    expect(await post(`${body} `, headers)).toBe(401);
    const { 'x-hub-signature-256': _signature, ...unsigned } = headers;
    expect(await post(body, unsigned)).toBe(401);
    const { 'x-github-event': _event, ...eventless } = headers;
    expect(await post(body, eventless)).toBe(400);
    const { 'x-github-delivery': _id, ...idless } = headers;
    expect(await post(body, idless)).toBe(400);
    expect(await post('not JSON', signed('not JSON', 'refused-2'))).toBe(400);
    expect(await post(large, signed(large, 'refused-3'))).toBe(413);
    expect(await post(body, headers)).toBe(202);
    expect(await post(body, headers)).toBe(202);
  });

  test('a malformed payload is taken, fails with its reason and holds up nobody', async () => {
    const before = await listPullRequests(api, 'globex');
    const malformed = JSON.stringify({ action: 'opened', pull_request: 'none' });
    const later = organizationStory({
      seed: 4,
      login: 'initech',
      organizationId: 13,
      pullRequests: 3,
    });

    expect(await post(malformed, signed(malformed, 'malformed-1'))).toBe(202);
    await sendDeliveries({
      url: served.webhookUrl,
      deliveries: deliveriesOf(later, { ...interval, installationId: 3 }),
    });

    const check = await eventually(
      () => deliveriesCheck(stage.environment),
      ({ status }) => status !== 'ok',
    );
    expect(check).toMatchObject({ id: 'deliveries', status: 'warning' });
    expect(check['words']).toMatch(
      /1 deliveries could not be worked: pull_request malformed-1: .+/,
    );
    await eventually(
      async () => listedOf(api, 'initech').catch(() => []),
      (items) => JSON.stringify(items) === JSON.stringify(expectedOf(later)),
    );
    expect(await listPullRequests(api, 'globex')).toHaveLength(before.length);
  });
});

/** What the API says, in the words of what is expected. */
async function listedOf(api: Api, organization: string): Promise<Json[]> {
  const names: (keyof ExpectedPullRequest)[] = [
    'repository',
    'number',
    'state',
    'openedAt',
    'readyAt',
    'firstReviewAt',
    'approvedAt',
    'mergedAt',
    'closedAt',
  ];
  const items = await listPullRequests(api, organization).catch(() => []);
  return items.map((item) => Object.fromEntries(names.map((name) => [name, item[name]])));
}

async function pointsOf(api: Api, measure: string): Promise<Json[]> {
  const window = `from=${STORY_FROM.toISOString()}&to=${STORY_TO.toISOString()}&grain=month`;
  const { body } = await api.get(`/organizations/acme/series/${measure}?${window}`);
  const series: unknown = isJson(body) ? body['series'] : null;
  if (!Array.isArray(series)) throw new Error(JSON.stringify(body));
  return series.flatMap((line: unknown) => {
    const points: unknown = isJson(line) ? line['points'] : null;
    return Array.isArray(points) ? points.filter((point) => isJson(point)) : [];
  });
}

function countsOf(points: readonly Json[], name: string): Map<string, number> {
  const counts = points.map((point): [string, number] => [
    String(point['from']).slice(0, 7),
    Number(point[name] ?? 0),
  ]);
  return new Map(counts.filter(([, count]) => count > 0));
}

/** How many pull requests of people the story merges in each month, `YYYY-MM`, ascending. */
function mergesByMonth(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { author, steps } of acme.pullRequests) {
    const merge = steps.find(({ kind }) => kind === 'merged');
    if (author.type !== 'User' || merge === undefined) continue;
    const month = merge.at.toISOString().slice(0, 7);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function deliveriesCheck(environment: Environment): Promise<Json> {
  const { stdout } = await runUplift(['doctor', '--json'], environment);
  const report: unknown = JSON.parse(stdout);
  const checks: unknown = isJson(report) ? report['checks'] : null;
  const found = Array.isArray(checks)
    ? checks.find((check) => isJson(check) && check['id'] === 'deliveries')
    : null;
  return isJson(found) ? found : {};
}
