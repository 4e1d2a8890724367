import {
  createDeliveryLog,
  deliveriesOf,
  redeliver,
  sendDeliveries,
  type Delivery,
  type DeliveryLog,
} from '@uplift/simulated-github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { apiOf, dumpPullRequests, eventually, isJson, type Api, type Json } from './support/api.ts';
import { withoutKeys } from './support/evidence.ts';
import { migratedDirectory, type MigratedDirectory } from './support/migrated-directory.ts';
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
const KILLS = 20;
const story = organizationStory({ seed: 8, pullRequests: 60 });
const deliveries = [
  ...deliveriesOf(story, { from: STORY_FROM, to: STORY_TO, secret: SECRET, installationId: 1 }),
];
const perRound = Math.ceil(deliveries.length / KILLS);

let migrated: MigratedDirectory;
beforeAll(async () => {
  migrated = await migratedDirectory();
});
afterAll(async () => {
  await killAll();
  await migrated.remove();
});

const newEnvironment = async (): Promise<Environment> => ({
  UPLIFT_DATA_DIR: await migrated.copy(),
  GITHUB_WEBHOOK_SECRET: SECRET,
});

describe('an embedded service that is killed again and again', () => {
  it('loses nothing that it acknowledged, and ends with the facts of an undisturbed one', async () => {
    const environment = await newEnvironment();
    const log = createDeliveryLog();
    for (let round = 0; round < KILLS; round += 1) {
      const served = await serveUplift(environment);
      const sent = deliveries.slice(round * perRound, (round + 1) * perRound);
      await sendUntilKilled(served, { sent, log, answers: 1 + ((round * 7) % perRound) });
    }
    const acknowledged = acknowledgedOf(log);
    expect(log.missed().length).toBeGreaterThan(KILLS);
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(acknowledged.length + log.missed().length).toBe(deliveries.length);

    // Nobody rings: what the killed ones left is found by the start alone.
    const served = await serveUplift(environment);
    const api = apiOf(served.url, await createToken(environment));
    const counts = await settled(api);
    expect(counts['failed']).toBe(0);
    expect(Number(counts['processed']) + Number(counts['ignored'])).toBeGreaterThanOrEqual(
      acknowledged.length,
    );
    expect(await outcomesOf(served, acknowledged)).toEqual(new Set(['duplicate']));

    await redeliver({ url: served.webhookUrl, log });
    expect(log.missed()).toEqual([]);
    await settled(api);
    const facts = await factsOf(api);
    await served.process.kill('SIGKILL');

    expect(facts).toHaveLength(story.pullRequests.length);
    expect(facts).toEqual(await undisturbedFacts());
  });

  it('keeps a second process out of its directory with one line', async () => {
    const environment = await newEnvironment();
    const { process } = await serveUplift(environment);

    const second = await runUplift(['serve'], { ...environment, PORT: '0' });

    expect(second.code).toBe(1);
    expect(second.stdout).toBe('');
    expect(second.stderr).toMatch(/^uplift: .*\n$/);
    expect(second.stderr).toContain(`in use by process ${process.pid}`);
    expect(second.stderr).toContain('UPLIFT_DATA_DIR');
  });
});

/** Sends deliveries and kills the process as soon as so many are answered. */
async function sendUntilKilled(
  { process, webhookUrl: url }: Served,
  {
    sent,
    log,
    answers,
  }: { readonly sent: readonly Delivery[]; readonly log: DeliveryLog; readonly answers: number },
): Promise<void> {
  const ends: Promise<unknown>[] = [];
  const onProgress = (counts: { readonly sent: number }): void => {
    if (counts.sent === answers) ends.push(process.kill('SIGKILL'));
  };
  await sendDeliveries({ url, deliveries: sent, concurrency: 4, log, onProgress });
  await Promise.all([...ends, process.kill('SIGKILL')]);
}

function acknowledgedOf(log: DeliveryLog): Delivery[] {
  const arrived = new Set(
    log.attempts().flatMap(({ guid, status_code: code }) => (code === 202 ? [guid] : [])),
  );
  return deliveries.filter(({ id }) => arrived.has(id));
}

/** The states of the inbox once nothing is pending in it. */
async function settled(api: Api): Promise<Json> {
  const ask = async (): Promise<Json> => {
    const { body } = await api.get('/organizations/acme/health');
    const counts: unknown = isJson(body) ? body['deliveries'] : null;
    return isJson(counts) ? counts : {};
  };
  return eventually(ask, ({ pending }) => pending === 0);
}

/** What the service says to deliveries that are sent once more. */
async function outcomesOf(served: Served, again: readonly Delivery[]): Promise<Set<unknown>> {
  const outcomes = new Set<unknown>();
  for (const { headers, body } of again) {
    const answer = await fetch(served.webhookUrl, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    });
    const told: unknown = await answer.json();
    outcomes.add(isJson(told) ? told['outcome'] : answer.status);
  }
  return outcomes;
}

async function undisturbedFacts(): Promise<Json[]> {
  const environment = await newEnvironment();
  const served = await serveUplift(environment);
  const { failed } = await sendDeliveries({ url: served.webhookUrl, deliveries });
  expect(failed).toBe(0);
  const api = apiOf(served.url, await createToken(environment));
  await settled(api);
  return factsOf(api);
}

async function factsOf(api: Api): Promise<Json[]> {
  return withoutKeys(await dumpPullRequests(api, 'acme', { withEvidence: true }));
}
