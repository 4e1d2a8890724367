import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { simulateOrganization } from '@uplift/causal';
import { deliveryLogRuns, repairRuns, withOrganization } from '@uplift/db';
import { openTestStore, readNamedFacts, type NamedFact } from '@uplift/db/testing';
import { historyLines } from '@uplift/simulated-github';
import { temporaryDirectory } from '@uplift/testkit';
import { importHistory } from '@uplift/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { isJson, type Json } from './support/api.ts';
import {
  openConnectedOrganization,
  type ConnectedOrganization,
} from './support/connected-organization.ts';
import { redisDatabase } from './support/redis.ts';

// oxlint-disable-next-line no-process-env -- the whole size takes minutes
const isWhole = process.env['UPLIFT_E2E_WHOLE'] === '1';
const size = isWhole ? 1 : 0.1;

const HOUR_MS = 3_600_000;
const endsAt = new Date('2026-05-04T00:00:00Z');
const LIVE_DAYS = 7;
const startsAt = new Date(endsAt.getTime() - LIVE_DAYS * 24 * HOUR_MS);

const world = simulateOrganization({
  developers: 300 * size,
  weeks: 12,
  effectPercent: -15,
  seed: 21,
  endsAt,
}).story;

/** Those that people work in, and others in which nothing ever happened. */
const quiet = Array.from({ length: 40 * size - world.repositories.length }, (_, index) => ({
  id: 1000 + index,
  fullName: `${world.organization.login}/quiet-${index}`,
}));
const story = { ...world, repositories: [...world.repositories, ...quiet] };

/** A database number of the test server that no other file of tests uses. */
const REDIS_DATABASE = 14;

/** What the story comes to, told by its history file. */
async function truth(): Promise<NamedFact[]> {
  const store = await openTestStore('postgres');
  const { path: directory, remove } = await temporaryDirectory();
  const path = join(directory, 'history.ndjson');
  const period = { from: new Date('2020-01-01'), to: new Date(endsAt.getTime() + HOUR_MS) };
  await writeFile(path, [...historyLines(story, period)].join('\n'));
  await importHistory({ path }, { db: store.db, now: () => period.to });
  const facts = await readNamedFacts(store.db);
  await Promise.all([store.close(), remove()]);
  return facts;
}

describe.each([
  { mode: 'embedded', dialect: 'pglite' },
  { mode: 'distributed', dialect: 'postgres' },
] as const)('an organisation on GitHub, followed by the $mode service', ({ mode, dialect }) => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let organization: ConnectedOrganization;
  let expected: NamedFact[];

  beforeAll(async () => {
    expected = await truth();
    store = await openTestStore(dialect);
    const redis = redisDatabase(REDIS_DATABASE);
    if (mode === 'distributed') await redis.empty();
    organization = await openConnectedOrganization({
      story,
      startsAt,
      store,
      redisUrl: mode === 'distributed' ? redis.url : null,
      // What is fetched of the past takes several hours of the story, in which people go on working.
      limits: { graphqlPerHour: 200 * size },
    });
  });
  afterAll(async () => {
    await organization.close();
    await store.close();
  });

  const health = async (): Promise<Json> => {
    const path = `/organizations/${story.organization.login}/health?days=60`;
    const { body } = await organization.api.get(path);
    return isJson(body) ? body : {};
  };
  /** Repositories whose history is fetched. */
  const fetched = async () => {
    const { repositories } = await health();
    const all: readonly unknown[] = Array.isArray(repositories) ? repositories : [];
    const backfills = all.map((one) => isJson(one) && one['backfill']);
    return backfills.filter((one) => isJson(one) && one['state'] === 'done').length;
  };
  /** What the log of deliveries mended, and what comparing did. */
  const mended = async () => {
    const looks = await store.db.select().from(deliveryLogRuns);
    const runs = await withOrganization(store.db, 1, (tx) => tx.select().from(repairRuns));
    const compared = runs.filter(({ kind }) => kind === 'reconcile');
    return { log: sumOf(looks), comparing: sumOf(compared) };
  };
  const passHours = async (hours: number) => {
    const { github, now, setNow, ring } = organization;
    setNow(new Date(now().getTime() + hours * HOUR_MS));
    await github.deliveries.catchUp();
    await ring('sweep', 'repair-deliveries');
  };

  test('ends with the facts of its history exactly, and knows that nothing is missing', async () => {
    // given an App that was made and installed on the pages of both
    const { github, now, connect, ring } = organization;
    await connect();
    await ring();
    expect(await fetched()).toBeLessThan(story.repositories.length);

    // when GitHub fails now and then, and a part of what it tells is late, twice, or lost
    github.faults.set([
      { fault: { kind: 'status', status: 502 }, share: 0.01 },
      { fault: { kind: 'cut' }, share: 0.005 },
      { fault: { kind: 'nodes', share: 0.1 }, path: /graphql/, share: 0.005 },
    ]);
    github.deliveries.disturb({
      dropShare: 0.05,
      lossShare: 0.02,
      duplicateShare: 0.1,
      throttleShare: 0.05,
      lateMs: 3 * HOUR_MS,
    });
    while (now() < endsAt) await passHours(6);

    // then, when a few days have gone by in which nothing happens
    for (let quarters = 0; quarters < 20; quarters += 1) await passHours(6);
    const { completeness } = await health();
    const facts = await readNamedFacts(store.db);
    expect(differing(facts, expected)).toEqual([]);
    expect(facts).toHaveLength(expected.length);
    expect(completeness).toMatchObject({ percent: 100, unknownDays: 0 });
    // and each way of mending was needed
    const { log, comparing } = await mended();
    expect(log).toBeGreaterThan(0);
    expect(comparing).toBeGreaterThan(0);
  }, 1_200_000);
});

function sumOf(runs: readonly { readonly repaired: number }[]): number {
  return runs.reduce((sum, { repaired }) => sum + repaired, 0);
}

/** Names of pull requests that are missing, different or too many. */
function differing(facts: readonly NamedFact[], expected: readonly NamedFact[]): string[] {
  const here = new Map(facts.map((fact) => [fact.name, wordsOf(fact)]));
  const there = new Map(expected.map((fact) => [fact.name, wordsOf(fact)]));
  const names = new Set([...here.keys(), ...there.keys()]);
  return [...names].filter((name) => here.get(name) !== there.get(name));
}

function wordsOf(fact: NamedFact): string {
  return JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
