import { setTimeout as pause } from 'node:timers/promises';

import { createApi, createGitHubAccess, type GitHubAccess } from '@uplift/api';
import { createAccessToken, type OpenDatabase } from '@uplift/db';
import { gitHubHost, type ConnectionSettings } from '@uplift/github/client';
import { connectBullJobs, createInlineJobs, type JobSystem } from '@uplift/jobs';
import { createLogger, createVault } from '@uplift/runtime';
import type { OrganizationStory } from '@uplift/simulated-github';
import {
  startSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '@uplift/simulated-github/server';
import { serve } from '@uplift/testkit';
import { createWorkerHandlers, openGitHubConnection, previewComparison } from '@uplift/worker';

import { apiOf, type Api } from './api.ts';

/** What an organisation on GitHub and a service beside it are made of. */
export type Connected = {
  readonly story: OrganizationStory;
  readonly startsAt: Date;
  readonly store: OpenDatabase;
  /** Null: the queue of one process. */
  readonly redisUrl: string | null;
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
  readonly setNow: (at: Date) => void;
  /** Makes the App on the pages of both, and installs it on the organisation. */
  readonly connect: () => Promise<void>;
  /** Rings for jobs without a payload, and waits until all that can be done now is done. */
  readonly ring: (...jobs: readonly Bell[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

const SECRET = 'encrypts what this test keeps, and is long enough';

/** Starts a GitHub without an App, and a whole service that knows of it: api, worker and queue. */
export async function openConnectedOrganization(wish: Connected): Promise<ConnectedOrganization> {
  const { store } = wish;
  let at = wish.startsAt;
  const now = () => at;
  const github = await startGitHub(wish, now);
  const jobs = openJobs(wish.redisUrl);
  const { dashboardDirectory } = wish;
  const running = { ...accessTo(github, store, now), jobs, store, now, dashboardDirectory };
  const worker = await jobs.work(handlersOf(running));
  const server = await serve(apiWith(running));
  const token = await createAccessToken(store.db, ADMINISTRATOR);
  const { login } = wish.story.organization;
  return {
    github,
    api: apiOf(server.url, token),
    url: server.url,
    token,
    now,
    setNow: (next) => {
      at = next;
    },
    connect: () => connect({ url: server.url, token, github, login }),
    ring: (...names) => ring(jobs, names),
    close: async () => {
      await github.close();
      await server.close();
      await worker.close();
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
  const connection: ConnectionSettings = { host: hostOf(github), now, retryDelayMs: 1 };
  const access = createGitHubAccess({
    db,
    connection,
    vault: createVault(SECRET),
    environmentApp: null,
    environmentWebhookSecret: null,
    now,
  });
  return { connection, access };
}

type Running = {
  readonly jobs: JobSystem;
  readonly store: OpenDatabase;
  readonly access: GitHubAccess;
  readonly connection: ConnectionSettings;
  readonly now: () => Date;
  readonly dashboardDirectory: string | undefined;
};

const logger = createLogger({ name: 'test', level: 'error' });

const hostOf = (github: SimulatedGitHub) =>
  gitHubHost({
    url: github.webUrl,
    apiUrl: github.apiUrl,
    graphqlUrl: github.graphqlUrl,
    downloadHosts: [new URL(github.downloadUrl).host],
  });

const onError = (error: Error, failed: unknown): void => {
  logger.error({ err: error, failed }, 'a job failed');
};

function openJobs(redisUrl: string | null): JobSystem {
  return redisUrl === null
    ? createInlineJobs({ onError })
    : connectBullJobs({ url: redisUrl, onError });
}

function handlersOf({ jobs, store, access, connection, now }: Running) {
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

function apiWith({ jobs, store: { db, dialect }, access, now, dashboardDirectory }: Running) {
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

type Visit = {
  readonly url: string;
  readonly token: string;
  readonly github: SimulatedGitHub;
  readonly login: string;
};

/** The way of an administrator, who is an owner of the organisation, through the set-up. */
async function connect({ url, token, github, login }: Visit): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const page = await fetch(`${url}/setup/github?owner=${login}`, { headers });
  const cookie = page.headers.getSetCookie().join(';').split(';')[0] ?? '';
  const text = await page.text();
  const [, action = ''] = /<form[^>]*action="([^"]*)"/.exec(text) ?? [];
  const [, manifest = ''] = /name="manifest"\s+value="([^"]*)"/.exec(text) ?? [];
  const form = new URLSearchParams({ manifest: plain(manifest) });
  const made = await fetch(plain(action), { method: 'POST', body: form, redirect: 'manual' });
  const created = await goOn(made, { ...headers, cookie });
  const installed = await goOn(await goOn(created, {}), { ...headers, cookie });
  const words = await installed.text();
  if (!words.includes(`Installed for ${login}`)) throw new Error(`not installed: ${words}`);
  await github.deliveries.settled();
}

function goOn(answer: Response, headers: Readonly<Record<string, string>>): Promise<Response> {
  const goal = answer.headers.get('location');
  if (goal === null) throw new Error(`${answer.url} answered ${answer.status} and leads nowhere`);
  return fetch(new URL(goal, answer.url), { headers, redirect: 'manual' });
}

function plain(markup: string): string {
  return markup
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
