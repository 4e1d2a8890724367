import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { simulateOrganization } from '@uplift/causal';
import {
  deliveryLogRuns,
  migrateDatabase,
  openEmbedded,
  openPostgres,
  repairRuns,
  withOrganization,
  type OpenDatabase,
} from '@uplift/db';
import { openTestStore, readNamedFacts, tablesNaming, type NamedFact } from '@uplift/db/testing';
import { historyLines } from '@uplift/simulated-github';
import { createTemporaryDatabase, temporaryDirectory } from '@uplift/testkit';
import { importHistory } from '@uplift/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { isJson, type Json } from './support/api.ts';
import {
  openConnectedOrganization,
  type ConnectedOrganization,
} from './support/connected-organization.ts';
import { copilotTruth, readCopilot } from './support/copilot-truth.ts';
import { expectedOf } from './support/expected.ts';
import { filesHolding } from './support/files-holding.ts';
import { recordIn, type RunRecord } from './support/recorded.ts';
import { redisDatabase } from './support/redis.ts';
import { answersOfEveryRoute, secretsOf } from './support/secrets.ts';

// oxlint-disable-next-line no-process-env -- the whole size takes an hour
const isWhole = process.env['UPLIFT_E2E_WHOLE'] === '1';
const size = isWhole ? 1 : 0.1;
const patienceMs = isWhole ? 3 * 3_600_000 : 1_200_000;
vi.setConfig({ testTimeout: patienceMs, hookTimeout: patienceMs });

const HOUR_MS = 3_600_000;
const endsAt = new Date('2026-05-04T00:00:00Z');
const LIVE_DAYS = 14;
const startsAt = new Date(endsAt.getTime() - LIVE_DAYS * 24 * HOUR_MS);

const world = simulateOrganization({
  developers: 300 * size,
  weeks: 165,
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
const { login } = story.organization;

/** A database number of the test server that no other file of tests uses. */
const REDIS_DATABASE = 14;

function* linesOf(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

/** What the story comes to, told by its history file. */
async function truth(): Promise<NamedFact[]> {
  const store = await openTestStore('postgres');
  const { path: directory, remove } = await temporaryDirectory();
  const path = join(directory, 'history.ndjson');
  const period = { from: new Date('2020-01-01'), to: new Date(endsAt.getTime() + HOUR_MS) };
  await pipeline(linesOf(historyLines(story, period)), createWriteStream(path));
  await importHistory({ path }, { db: store.db, now: () => period.to });
  const facts = await readNamedFacts(store.db);
  await Promise.all([store.close(), remove()]);
  return facts;
}

let expected: NamedFact[];
beforeAll(async () => {
  expected = await truth();
});

test('the history file tells of every pull request what its story says', () => {
  const told = expected.map((fact) =>
    JSON.stringify([fact.name, ...TOLD.map((column) => instantOf(fact[column]))]),
  );
  const said = expectedOf(story).map((one) => {
    const { repository, number, state, openedAt, readyAt, mergedAt, closedAt } = one;
    return JSON.stringify([
      `${repository}#${number}`,
      state,
      openedAt,
      readyAt,
      mergedAt,
      closedAt,
    ]);
  });
  expect(told.toSorted()).toEqual(said.toSorted());
});

describe.each([{ mode: 'embedded' }, { mode: 'distributed' }] as const)(
  'an organisation on GitHub, followed by the $mode service',
  ({ mode }) => {
    let store: OpenDatabase;
    let organization: ConnectedOrganization;
    let record: RunRecord;
    let directory: string;
    const closers: (() => Promise<unknown>)[] = [];

    beforeAll(async () => {
      const written = await temporaryDirectory();
      closers.push(written.remove);
      directory = written.path;
      record = recordIn(directory);
      vi.stubEnv('TMPDIR', record.temporary);
      const stores = mode === 'embedded' ? await embedded(directory) : await distributed(closers);
      ({ store } = stores);
      closers.push(store.close);
      await migrateDatabase(store.db);
      organization = await openConnectedOrganization({
        story,
        startsAt,
        record,
        ...stores,
        // What is fetched of the past takes several days of the story, in which people go on working.
        limits: { graphqlPerHour: 300 * size, restPointsPerMinute: 60 },
      });
      closers.push(organization.close);
    });
    afterAll(async () => {
      for (const close of closers.toReversed()) await close();
      vi.unstubAllEnvs();
    });

    const health = async (): Promise<Json> => {
      const { body } = await organization.api.get(`/organizations/${login}/health?days=60`);
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
    /** Tables of which some row, as the database writes it, has one of the words in it. */
    const tablesWith = (words: readonly string[]) =>
      mode === 'embedded'
        ? tablesNaming(store.db, words)
        : withOrganization(store.db, 1, (tx) => tablesNaming(tx, words));
    const played = { sent: 0, failed: 0 };
    const passHours = async (hours: number) => {
      const { github, now, setNow, ring } = organization;
      await setNow(new Date(now().getTime() + hours * HOUR_MS));
      const { sent, failed } = await github.deliveries.catchUp();
      played.sent += sent;
      played.failed += failed;
      await ring('sweep', 'repair-deliveries');
    };
    /** Others use up what the installation may ask of GraphQL in this hour. */
    const othersAsk = () => {
      const { limits, state, tokens } = organization.github;
      const [installation] = state.installations();
      if (installation === undefined) throw new Error('the App is not installed');
      const { token } = tokens.issueForInstallation({ installationId: installation.id });
      const caller = tokens.callerOf(token);
      limits.charge(caller, 'graphql', limits.status(caller, 'graphql').remaining);
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
        { fault: { kind: 'cut' }, share: 0.01 },
        { fault: { kind: 'nodes', share: 0.1 }, path: /graphql/, share: 0.005 },
      ]);
      github.deliveries.disturb({
        dropShare: 0.05,
        lossShare: 0.02,
        duplicateShare: 0.1,
        throttleShare: 0.05,
        lateMs: 3 * HOUR_MS,
      });
      while (now() < endsAt) {
        if (now().getUTCHours() === 18) othersAsk();
        await passHours(6);
      }
      expect(played.sent).toBeGreaterThanOrEqual(5000 * size);
      expect(played.failed / played.sent).toBeGreaterThan(0.03);

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
      // and GitHub refused some of what it was asked, and failed at more
      const { refused, failed, asked } = answersOf(github);
      expect(refused).toBeGreaterThan(0);
      expect(failed / asked).toBeGreaterThan(0.01);
    });

    test('knows of every day of Copilot what its reports and lists say', async () => {
      const { rows, days } = await readCopilot(store.db);

      expect(days).toEqual({ from: '2025-12-12', to: '2026-05-07', seatsOn: '2026-05-09' });
      expect(rows).toEqual(copilotTruth(story, days));
    });

    test('writes no key, secret or token down, wherever it writes', async () => {
      const { words, pattern } = secretsOf(organization);
      await answersOfEveryRoute(organization);

      expect(await filesHolding(directory, pattern)).toEqual([]);
      expect(await tablesWith(words)).toEqual([]);
      // and what is no secret is found in all of them
      const found = await filesHolding(directory, new RegExp(login));
      expect(found).toEqual(expect.arrayContaining([record.apiLog, record.answers]));
      const person = story.usage.at(-1)?.login ?? '';
      const tables = ['people', 'copilot_user_days', 'organizations', 'github_apps'];
      expect(await tablesWith([login, person])).toEqual(expect.arrayContaining(tables));
    });
  },
);

type Stores = {
  readonly store: OpenDatabase;
  readonly redisUrl: string | null;
  readonly workersDatabaseUrl?: string;
};

/** Everything in one process, its files below a directory. */
async function embedded(directory: string): Promise<Stores> {
  const store = await openEmbedded({ dataDirectory: join(directory, 'data') });
  return { store, redisUrl: null };
}

/** An api and a worker that meet in PostgreSQL and Redis alone. */
async function distributed(closers: (() => Promise<unknown>)[]): Promise<Stores> {
  const redis = redisDatabase(REDIS_DATABASE);
  await redis.empty();
  const database = await createTemporaryDatabase({ owner: 'unprivileged' });
  closers.push(database.drop, redis.empty);
  const { url } = database;
  const store = openPostgres({ url, poolSize: 8 });
  return { store, redisUrl: redis.url, workersDatabaseUrl: url };
}

const TOLD = ['state', 'opened_at', 'ready_at', 'merged_at', 'closed_at'] as const;

function instantOf(value: unknown): unknown {
  const instant = typeof value === 'string' ? new Date(value) : null;
  return instant === null || Number.isNaN(instant.getTime()) ? value : instant.toISOString();
}

/** How GitHub answered what it was asked. */
function answersOf({ stats }: ConnectedOrganization['github']) {
  const routes = [...stats.byRoute().values()];
  const count = (...statuses: readonly number[]) =>
    routes
      .flatMap((route) => statuses.map((status) => route.statuses.get(status) ?? 0))
      .reduce((a, b) => a + b, 0);
  return { refused: count(403, 429), failed: count(0, 502), asked: stats.requests() };
}

function sumOf(runs: readonly { readonly repaired: number }[]): number {
  return runs.reduce((sum, { repaired }) => sum + repaired, 0);
}

/** Names of pull requests that are missing, different or too many. */
function differing(facts: readonly NamedFact[], there: readonly NamedFact[]): string[] {
  const here = new Map(facts.map((fact) => [fact.name, wordsOf(fact)]));
  const told = new Map(there.map((fact) => [fact.name, wordsOf(fact)]));
  const names = new Set([...here.keys(), ...told.keys()]);
  return [...names].filter((name) => here.get(name) !== told.get(name));
}

function wordsOf(fact: NamedFact): string {
  return JSON.stringify(Object.entries(fact).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
