import { Queue } from 'bullmq';

import {
  forEveryJob,
  jobNames,
  jobs,
  parsePayload,
  type JobName,
  type JobPayload,
  type RepeatableJobName,
} from '../catalogue.ts';
import {
  assertDelay,
  assertInterval,
  toError,
  type EnqueueOptions,
  type JobCounts,
  type JobHandlers,
  type JobQueue,
  type JobRunner,
  type JobSystem,
  type OnJobError,
} from '../port.ts';
import { RedisConnection } from './connection.ts';
import { startWorkers } from './workers.ts';

/** How the queue on Redis is set up. */
export type BullJobsOptions = {
  /** `redis://` or `rediss://`; Redis 6.2 or later, or Valkey. */
  readonly url: string;
  /** Begins every key, so that others may share the Redis; `uplift` by default. */
  readonly prefix?: string;
  readonly onError: OnJobError;
  /** Seconds that running jobs have to end on close; 10 by default. */
  readonly closeSeconds?: number;
  /** Instead of each job's own delay before its second attempt. */
  readonly firstRetrySeconds?: number;
};

/** Connects to the queue on Redis, shared by any number of processes. Does not wait for Redis. */
export function connectBullJobs(options: BullJobsOptions): JobSystem {
  return new BullJobs(options);
}

const DEFAULT_PREFIX = 'uplift';
const KEEP_FAILED_SECONDS = 7 * 86_400;

/** One BullMQ queue per job, so that each can be tuned and paused alone. */
class BullJobs implements JobSystem, JobQueue {
  readonly queue: JobQueue = this;
  readonly #options: BullJobsOptions & { readonly prefix: string };
  readonly #connection: RedisConnection;
  readonly #queues: Readonly<Record<JobName, Queue>>;
  readonly #schedules = new Map<JobName, NodeJS.Timeout>();
  #runner: JobRunner | null = null;

  constructor(options: BullJobsOptions) {
    const prefix = options.prefix ?? DEFAULT_PREFIX;
    this.#options = { ...options, prefix };
    this.#connection = new RedisConnection(options.url, (error) => options.onError(error, null));
    this.#queues = forEveryJob((name) => {
      const queue = new Queue(name, { connection: this.#connection.client, prefix });
      // The connection is shared and already tells of its trouble once.
      queue.on('error', () => {});
      return queue;
    });
  }

  async enqueue<Name extends JobName>(
    name: Name,
    input: JobPayload<Name>,
    { unlessWaiting, delaySeconds = 0 }: EnqueueOptions = {},
  ): Promise<void> {
    const payload = parsePayload(name, input);
    assertDelay(delaySeconds);
    // Not `jobId`: BullMQ drops a repeated id silently for as long as the finished job is kept.
    const key = delaySeconds > 0 ? `later:${unlessWaiting}` : `now:${unlessWaiting}`;
    const options = {
      ...this.#attempts(name),
      delay: delaySeconds * 1000,
      ...(unlessWaiting === undefined ? {} : { deduplication: { id: key } }),
    };
    await this.#connection.attempt(() => this.#queues[name].add(name, payload, options));
  }

  async schedule(
    name: RepeatableJobName,
    { everySeconds }: { everySeconds: number },
  ): Promise<void> {
    assertInterval(everySeconds);
    const every = everySeconds * 1000;
    const upsert = () =>
      this.#connection.attempt(() =>
        this.#queues[name].upsertJobScheduler(
          name,
          { every },
          { name, data: {}, opts: this.#attempts(name) },
        ),
      );
    await upsert();

    // Redis may lose the schedule; an upsert that finds it leaves its next time as it is.
    const renew = () => {
      upsert().catch((error: unknown) => this.#options.onError(toError(error), null));
    };
    clearInterval(this.#schedules.get(name));
    this.#schedules.set(name, setInterval(renew, every).unref());
  }

  async counts(): Promise<Readonly<Record<JobName, JobCounts>>> {
    const counted = await this.#connection.attempt(() =>
      Promise.all(
        jobNames.map(async (name) => {
          const { wait, prioritized, delayed, active } = await this.#queues[name].getJobCounts(
            'wait',
            'prioritized',
            'delayed',
            'active',
          );
          const waiting = (wait ?? 0) + (prioritized ?? 0);
          return [name, { waiting, delayed: delayed ?? 0, running: active ?? 0 }] as const;
        }),
      ),
    );
    const byName = new Map(counted);
    return forEveryJob((name) => byName.get(name) ?? { waiting: 0, delayed: 0, running: 0 });
  }

  async work(handlers: JobHandlers): Promise<JobRunner> {
    if (this.#runner !== null) throw new Error('this process already works on its queue');
    const runner = startWorkers({
      ...this.#options,
      connection: this.#connection.client,
      handlers,
    });
    this.#runner = runner;
    await this.#connection.attempt(() => runner.untilReady());
    return runner;
  }

  async close(): Promise<void> {
    for (const timer of this.#schedules.values()) clearInterval(timer);
    await this.#runner?.close();
    await this.#connection.close();
  }

  #attempts(name: JobName) {
    const { attempts, firstRetrySeconds } = jobs[name];
    const delay = (this.#options.firstRetrySeconds ?? firstRetrySeconds) * 1000;
    return {
      attempts,
      backoff: { type: 'exponential', delay },
      removeOnComplete: true,
      removeOnFail: { age: KEEP_FAILED_SECONDS },
    };
  }
}
