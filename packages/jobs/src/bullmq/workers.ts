import { UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { ZodError } from 'zod';

import { jobNames, jobs, parsePayload, type JobName } from '../catalogue.ts';
import {
  PermanentJobError,
  toError,
  type JobHandlers,
  type JobRunner,
  type OnJobError,
} from '../port.ts';
import { within } from '../within.ts';

/** What workers need. */
export type WorkersOptions = {
  readonly connection: Redis;
  readonly prefix: string;
  readonly handlers: JobHandlers;
  readonly onError: OnJobError;
  readonly closeSeconds?: number;
};

/** Workers that can be waited for. */
export type Workers = JobRunner & { readonly untilReady: () => Promise<void> };

const DEFAULT_CLOSE_SECONDS = 10;
/** A comparison may keep the processor to itself for long; its job must not count as lost. */
const LOCK_MS = 120_000;

/** Starts one worker per job. */
export function startWorkers(options: WorkersOptions): Workers {
  const workers = jobNames.map((name) => startWorker(name, options));
  const closeMs = (options.closeSeconds ?? DEFAULT_CLOSE_SECONDS) * 1000;

  const close = async () => {
    // Left alone after the deadline: a forced close would wait for the gentle one.
    await within(closeMs, Promise.all(workers.map((worker) => worker.close())));
  };
  let closing: Promise<void> | null = null;
  return {
    close: () => (closing ??= close()),
    untilReady: async () => {
      await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    },
  };
}

function startWorker<Name extends JobName>(name: Name, options: WorkersOptions): Worker {
  const { connection, prefix, handlers, onError } = options;
  const { concurrency } = jobs[name];

  const run = async (job: Job): Promise<void> => {
    try {
      // From here on the job runs, so the next ring of the same bell must be heard.
      await job.removeDeduplicationKey();
      await handlers[name](parsePayload(name, job.data));
    } catch (error) {
      if (error instanceof PermanentJobError || error instanceof ZodError) {
        throw Object.assign(new UnrecoverableError(error.message), { cause: error });
      }
      throw error;
    }
  };
  const worker = new Worker(name, run, { connection, prefix, concurrency, lockDuration: LOCK_MS });
  worker.on('failed', (job, error) => {
    const reason = error instanceof UnrecoverableError ? toError(error.cause ?? error) : error;
    onError(reason, job === undefined ? null : describe(name, job));
  });
  worker.on('error', (error) => onError(error, null));
  return worker;
}

function describe(name: JobName, job: Job) {
  const final = job.finishedOn !== undefined;
  return { name, id: job.id ?? name, attempt: job.attemptsMade, final };
}
