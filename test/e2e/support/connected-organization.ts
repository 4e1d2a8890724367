import { appendFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { createApi, createGitHubAccess, type GitHubAccess } from '@uplift/api';
import { createAccessToken, type OpenDatabase } from '@uplift/db';
import { gitHubHost, type ConnectionSettings } from '@uplift/github/client';
import { connectBullJobs, createInlineJobs, type JobSystem } from '@uplift/jobs';
import { createLogger, createVault, type Logger } from '@uplift/runtime';
import type { OrganizationStory } from '@uplift/simulated-github';
import {
  startSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '@uplift/simulated-github/server';
import { serve } from '@uplift/testkit';
import { createWorkerHandlers, openGitHubConnection, previewComparison } from '@uplift/worker';

import { apiOf, type Api } from './api.ts';
import { recorded, type RunRecord } from './recorded.ts';
import { visitSetUp } from './set-up-visit.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

/** What an organisation on GitHub and a service beside it are made of. */
export type Connected = {
  readonly story: OrganizationStory;
  readonly startsAt: Date;
  readonly store: OpenDatabase;
  /** Null: the queue of one process. */
  readonly redisUrl: string | null;
  /** The store's; the worker is a process of its own, of the built code. In this one unless told. */
  readonly workersDatabaseUrl?: string;
  /** Where all that the service says is written down; nowhere unless told. */
  readonly record?: RunRecord;
  readonly limits: NonNullable<SimulatedGitHubOptions['limits']>;
  /** Where the dashboard was built; left out for none. */
  readonly dashboardDirectory?: string;
};

type Bell = 'sweep' | 'repair-deliveries';

/** A GitHub and a service that share a clock, which the test moves. */
export type ConnectedOrganization = {
  readonly github: SimulatedGitHub;
  readonly api: Api;
  readonly url: string;
  /** Of an administrator of the whole service. */
  readonly token: string;
  readonly now: () => Date;
  /** Resolves when the clock of every process shows the instant. */
  readonly setNow: (at: Date) => Promise<void>;
  /** Kills the worker's process, and starts another when what happens meanwhile has happened. */
  readonly replaceWorker: (meanwhile: () => Promise<void>) => Promise<void>;
  /** Makes the App on the pages of both, and installs it on the organisation. */
  readonly connect: () => Promise<void>;
  /** Rings for jobs without a payload, and waits until all that can be done now is done. */
  readonly ring: (...jobs: readonly Bell[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What the service encrypts the App's credentials with. */
export const UPLIFT_SECRET = 'encrypts what this test keeps, and is long enough';

/** Starts a GitHub without an App, and a whole service that knows of it: api, worker and queue. */
export async function openConnectedOrganization(wish: Connected): Promise<ConnectedOrganization> {
  const { store } = wish;
  let at = wish.startsAt;
  const now = () => at;
  const github = await startGitHub(wish, now);
  const { dashboardDirectory } = wish;
  const logger = loggerOf(wish);
  const jobs = openJobs(wish.redisUrl, logger);
  const about = { github, jobs, logger, store, now, dashboardDirectory };
  const running = { ...accessTo(github, store, now), ...about };
  let worker: WorkerProcess | null = await startWorker(wish, running);
  const server = await serve(listenerOf(wish, running));
  const token = await createAccessToken(store.db, ADMINISTRATOR);
  const { login } = wish.story.organization;
  return {
    github,
    api: apiOf(server.url, token),
    url: server.url,
    token,
    now,
    setNow: async (next) => {
      at = next;
      await worker?.setNow(next);
    },
    replaceWorker: async (meanwhile) => {
      await worker?.kill();
      worker = null;
      await meanwhile();
      worker = await startWorker(wish, running);
    },
    connect: () => visitSetUp({ url: server.url, token, github, login }),
    ring: (...names) => ring(jobs, names),
    close: async () => {
      await github.close();
      await server.close();
      await worker?.close();
      await jobs.close();
    },
  };
}

const ADMINISTRATOR = {
  kind: 'token',
  name: 'test',
  role: 'admin',
  organizationId: null,
  expiresAt: null,
} as const;

function startGitHub({ story, limits }: Connected, now: () => Date): Promise<SimulatedGitHub> {
  return startSimulatedGitHub({
    organizations: [story],
    clock: now,
    now,
    seed: 'for real',
    app: null,
    limits,
    deliveries: { addresses: false },
  });
}

function accessTo(github: SimulatedGitHub, { db }: OpenDatabase, now: () => Date) {
  const host = gitHubHost(addressesOf(github));
  const connection: ConnectionSettings = { host, now, retryDelayMs: 1 };
  const access = createGitHubAccess({
    db,
    connection,
    vault: createVault(UPLIFT_SECRET),
    environmentApp: null,
    environmentWebhookSecret: null,
    now,
  });
  return { connection, access };
}

type Running = {
  readonly github: SimulatedGitHub;
  readonly jobs: JobSystem;
  readonly logger: Logger;
  readonly store: OpenDatabase;
  readonly access: GitHubAccess;
  readonly connection: ConnectionSettings;
  readonly now: () => Date;
  readonly dashboardDirectory: string | undefined;
};

function loggerOf({ record }: Connected): Logger {
  if (record === undefined) return createLogger({ name: 'test', level: 'error' });
  const write = (line: string) => appendFileSync(record.apiLog, line);
  return createLogger({ name: 'test', level: 'debug', destination: { write } });
}

async function startWorker(wish: Connected, running: Running): Promise<WorkerProcess> {
  const { redisUrl, workersDatabaseUrl: databaseUrl, record } = wish;
  if (databaseUrl === undefined) {
    const worker = await running.jobs.work(handlersOf(running));
    const close = () => worker.close();
    return { setNow: async () => undefined, close, kill: close };
  }
  if (redisUrl === null || record === undefined)
    throw new Error('processes need Redis and a record');
  const host = addressesOf(running.github);
  return startWorkerProcess({
    databaseUrl,
    redisUrl,
    host,
    startsAt: running.now(),
    secret: UPLIFT_SECRET,
    record,
  });
}

const addressesOf = (github: SimulatedGitHub) => ({
  url: github.webUrl,
  apiUrl: github.apiUrl,
  graphqlUrl: github.graphqlUrl,
  downloadHosts: [new URL(github.downloadUrl).host],
});

function openJobs(redisUrl: string | null, logger: Logger): JobSystem {
  const onError = (error: Error, failed: unknown): void =>
    logger.error({ err: error, failed }, 'a job failed');
  return redisUrl === null
    ? createInlineJobs({ onError })
    : connectBullJobs({ url: redisUrl, onError });
}

function handlersOf({ jobs, store, access, connection, now, logger }: Running) {
  const github = openGitHubConnection({
    db: store.db,
    settings: connection,
    token: null,
    app: async () => {
      const app = await access.app();
      return app && { appId: app.id, privateKey: app.privateKey };
    },
  });
  const { db } = store;
  const kept = { inboxRetentionDays: null, backfillDays: 3650 };
  return createWorkerHandlers({ db, queue: jobs.queue, now, logger, github, ...kept });
}

function listenerOf({ record }: Connected, running: Running): RequestListener {
  const api = apiWith(running);
  return record === undefined ? api : recorded(api, record.answers);
}

function apiWith(running: Running) {
  const { jobs, store, access, now, logger, dashboardDirectory } = running;
  const { db, dialect } = store;
  return createApi({
    db,
    dialect,
    queue: jobs.queue,
    now,
    logger,
    previewComparison: (asked) => previewComparison(asked, { db, now }),
    webhookSecret: null,
    github: access,
    version: '0.0.0',
    ...(dashboardDirectory !== undefined && { dashboardDirectory }),
  });
}

const LOOK_MS = 50;

/** Jobs of later times are not waited for: theirs is a clock that the test does not move. */
async function ring({ queue }: JobSystem, names: readonly Bell[]): Promise<void> {
  for (const name of names) await queue.enqueue(name, {}, { unlessWaiting: name });
  for (;;) {
    const counts = Object.values(await queue.counts());
    if (counts.every(({ waiting, running }) => waiting + running === 0)) return;
    await pause(LOOK_MS);
  }
}
