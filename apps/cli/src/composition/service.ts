import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createApi, type GitHubAccess } from '@uplift/api';
import type { OpenDatabase } from '@uplift/db';
import {
  connectBullJobs,
  createInlineJobs,
  jobNames,
  type JobHandlers,
  type JobName,
  type JobSystem,
} from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';
import {
  createWorkerHandlers,
  previewComparison,
  scheduleWork,
  startEstimatorThreads,
} from '@uplift/worker';

import type { Settings } from '../settings.ts';
import { CommandError } from '../terminal/failure.ts';
import { VERSION } from '../version.ts';
import { dashboardDirectory } from './dashboard-directory.ts';
import { openConnection } from './github-connection.ts';

/** The parts of Uplift that a process runs. */
type Parts = { readonly api: boolean; readonly worker: boolean };

/** What a running service is made of. */
export type ServiceOptions = {
  readonly settings: Settings;
  readonly store: OpenDatabase;
  readonly logger: Logger;
  readonly parts: Parts;
  readonly webhookSecret: string | null;
  readonly github: GitHubAccess;
  /** The clock; this machine's unless told. */
  readonly now?: () => Date;
  /** How the worker goes about its jobs; as they come, unless told. */
  readonly manner?: WorkManner;
};

/** How a worker goes about its jobs. */
export type WorkManner = {
  /** Runs a job now, later, or not at all. */
  readonly aroundJob: (name: JobName, run: () => Promise<void>) => Promise<void>;
  /** Histories that are fetched at the same time. */
  readonly backfillsAtOnce: number;
};

/** A running service. */
export type Service = {
  /** Where people reach it, without a trailing slash; null where no api runs. */
  readonly url: string | null;
  readonly jobs: JobSystem;
  /** Lets requests and jobs under way end, and starts no more. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the api, the worker or both on an open store.
 *
 * @throws {CommandError} if the address is in use
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, logger, parts } = options;
  const jobs = openJobs(settings, logger);
  const closers: (() => Promise<void>)[] = [() => jobs.close()];
  const close = async () => {
    for (const closer of closers.toReversed()) await closer();
  };

  try {
    if (parts.worker) closers.push(await startWorker(options, jobs));
    if (!parts.api) return { url: null, jobs, close };

    const stopping = new AbortController();
    const server = await listen(options, { jobs, stopping: stopping.signal });
    closers.push(() => {
      stopping.abort();
      return stop(server);
    });
    return { url: urlOf(server, settings), jobs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openJobs({ redisUrl }: Settings, logger: Logger): JobSystem {
  const onError = (error: Error, failed: unknown) =>
    logger.warn({ err: error, job: failed }, failed === null ? 'queue trouble' : 'job failed');
  return redisUrl === null
    ? createInlineJobs({ onError })
    : connectBullJobs({ url: redisUrl, onError });
}

async function startWorker(options: ServiceOptions, jobs: JobSystem): Promise<() => Promise<void>> {
  const { settings, store, logger, github: access, now = machineTime, manner } = options;
  const threads = startEstimatorThreads();
  const handlers = createWorkerHandlers({
    db: store.db,
    queue: jobs.queue,
    now,
    logger: logger.child({ name: 'worker' }),
    inboxRetentionDays: settings.inboxRetentionDays,
    github: openConnection(settings, { db: store.db, access, now }),
    ...(manner !== undefined && { backfillsAtOnce: manner.backfillsAtOnce }),
    ...(settings.backfillDays !== null && { backfillDays: settings.backfillDays }),
    onUninstall: settings.onUninstall,
    estimate: threads.estimate,
  });
  const runner = await jobs.work(manner === undefined ? handlers : inManner(handlers, manner));
  await scheduleWork(jobs.queue);
  return async () => {
    await threads.close();
    await runner.close();
  };
}

const machineTime = (): Date => new Date();

function inManner(handlers: JobHandlers, { aroundJob }: WorkManner): JobHandlers {
  const entries = jobNames.map((name) => {
    // oxlint-disable-next-line no-unsafe-type-assertion -- the queue gives each handler its own payload
    const handle = handlers[name] as (payload: unknown) => Promise<void>;
    return [name, (payload: unknown) => aroundJob(name, () => handle(payload))] as const;
  });
  // oxlint-disable-next-line no-unsafe-type-assertion -- one entry for every name there is
  return Object.fromEntries(entries) as JobHandlers;
}

async function listen(
  options: ServiceOptions,
  { jobs, stopping }: { readonly jobs: JobSystem; readonly stopping: AbortSignal },
): Promise<Server> {
  const { settings, store, logger, webhookSecret, github, now = machineTime } = options;
  const server = createServer(
    createApi({
      db: store.db,
      dialect: store.dialect,
      queue: jobs.queue,
      now,
      previewComparison: (asked) => previewComparison(asked, { db: store.db, now }),
      logger: logger.child({ name: 'api' }),
      webhookSecret,
      github,
      ...(settings.baseUrl !== null && { baseUrl: settings.baseUrl.replace(/\/+$/, '') }),
      version: VERSION,
      dashboardDirectory: dashboardDirectory(),
      stopping,
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  }).catch((error: unknown) => {
    throw new CommandError(
      `cannot listen on ${settings.host}:${settings.port} (${codeOf(error)}): set PORT to a free port, or HOST to an address of this machine`,
    );
  });
  return server;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlOf(server: Server, settings: Settings): string {
  if (settings.baseUrl !== null) return settings.baseUrl.replace(/\/+$/, '');
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port } = server.address() as AddressInfo;
  const everywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const host = everywhere ? '127.0.0.1' : settings.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
