import type { JobName, JobPayload, RepeatableJobName } from './catalogue.ts';

/** How a job is asked for. */
export type EnqueueOptions = {
  /**
   * Do nothing while a job of this name and key waits. One that already runs does not count: it
   * may have looked before there was anything to see. Jobs for later and jobs for now do not stand
   * in for each other.
   */
  readonly unlessWaiting?: string;
  /** Not before so many seconds have passed; at most a day. */
  readonly delaySeconds?: number;
};

/** How many jobs of one name there are by state. */
export type JobCounts = {
  /** Ready to run. */
  readonly waiting: number;
  /** Waiting for their time: asked for later, or for another attempt. */
  readonly delayed: number;
  readonly running: number;
};

/** Where jobs are asked for. Adapters: `bullmq/` across processes, `inline/` in one. */
export interface JobQueue {
  /**
   * Asks for a job to run at least once. It never runs before this has returned.
   *
   * @throws {z.ZodError} if the payload does not fit the job
   * @throws {RangeError} if the delay is negative or longer than a day
   * @throws {QueueUnavailableError} if the queue cannot be reached; known within 2 seconds at most
   */
  enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options?: EnqueueOptions,
  ): Promise<void>;

  /**
   * Has a job run now and then again and again. Asking anew (another process, a restart) changes
   * the interval and adds no second schedule. The schedule outlives the loss of the queue's store
   * while the process that asked lives.
   *
   * @throws {RangeError} if the interval is not above zero
   * @throws {QueueUnavailableError} as above
   */
  schedule(name: RepeatableJobName, options: { readonly everySeconds: number }): Promise<void>;

  /**
   * How much there is to do, for every job.
   *
   * @throws {QueueUnavailableError} as above
   */
  counts(): Promise<Readonly<Record<JobName, JobCounts>>>;
}

/** Runs one job. Must be safe to repeat: every job runs at least once, sometimes more. */
export type JobHandler<Name extends JobName> = (payload: JobPayload<Name>) => Promise<void>;

/** One handler per job; leaving one out does not compile. */
export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/** One failed attempt. */
export type FailedAttempt = {
  readonly name: JobName;
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  /** No further attempt follows. */
  readonly final: boolean;
};

/** Told of each failed attempt, and (`null`) of trouble with the queue's store itself. */
export type OnJobError = (error: Error, failed: FailedAttempt | null) => void;

/** What works jobs off. */
export interface JobRunner {
  /**
   * Takes no further job, and resolves when those that run have ended, or 10 seconds have passed
   * (they are then left to another process, or to the sweep).
   */
  close(): Promise<void>;
}

/** A queue and what works on it. */
export interface JobSystem {
  readonly queue: JobQueue;
  /**
   * Starts working; jobs asked for earlier begin now. Once per process.
   *
   * @throws {QueueUnavailableError} if the queue cannot be reached
   */
  work(handlers: JobHandlers): Promise<JobRunner>;
  /** Ends schedules kept by this process, its runner and its connections. */
  close(): Promise<void>;
}

/** Thrown by a handler for which another attempt cannot help. */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
}

/** The queue cannot be reached. What was to be rung for is safe in the database; the sweep finds it. */
export class QueueUnavailableError extends Error {
  override readonly name = 'QueueUnavailableError';
}

const SECONDS_PER_DAY = 86_400;

/** @throws {RangeError} unless `0 ≤ seconds ≤ 86 400` */
export function assertDelay(seconds: number): void {
  if (!(seconds >= 0 && seconds <= SECONDS_PER_DAY)) {
    throw new RangeError(`a job can wait between 0 and ${SECONDS_PER_DAY} seconds, not ${seconds}`);
  }
}

/** @throws {RangeError} unless `0 < seconds ≤ 86 400` */
export function assertInterval(seconds: number): void {
  if (!(seconds > 0 && seconds <= SECONDS_PER_DAY)) {
    throw new RangeError(`a job can repeat every 0 to ${SECONDS_PER_DAY} seconds, not ${seconds}`);
  }
}

/** Whatever was thrown, as an error. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
