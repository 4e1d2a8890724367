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
  QueueUnavailableError,
  type EnqueueOptions,
  type JobCounts,
  type JobHandlers,
  type JobQueue,
  type JobRunner,
  type JobSystem,
  type OnJobError,
} from '../port.ts';
import { within } from '../within.ts';
import { Lane } from './lane.ts';

/** How the in-process queue is set up. */
export type InlineJobsOptions = {
  readonly onError: OnJobError;
  /** Seconds that running jobs have to end on close; 10 by default. */
  readonly closeSeconds?: number;
  /** Instead of each job's own delay before its second attempt. */
  readonly firstRetrySeconds?: number;
};

/** A queue that lives and dies with its process, for the embedded mode and for tests. */
export interface InlineJobs extends JobSystem {
  /**
   * Resolves when nothing waits or runs. Meanwhile jobs for later and further attempts run at once
   * instead of at their time; repeated jobs count only once their time has come.
   *
   * @throws {Error} if nothing works on the queue
   */
  drain(): Promise<void>;
}

/**
 * Makes a queue in this process. Waiting jobs are lost with it, which loses nothing: they only
 * pointed at rows, and the sweep rings again.
 */
export function createInlineJobs(options: InlineJobsOptions): InlineJobs {
  return new InProcessJobs(options);
}

const DEFAULT_CLOSE_SECONDS = 10;

class InProcessJobs implements InlineJobs, JobQueue {
  readonly queue: JobQueue = this;
  readonly #closeSeconds: number;
  readonly #lanes: Readonly<Record<JobName, Lane>>;
  readonly #repeats = new Map<JobName, NodeJS.Timeout>();
  readonly #waitingForRest: (() => void)[] = [];
  #handlers: JobHandlers | null = null;
  #draining = 0;
  #isClosed = false;

  constructor({ onError, closeSeconds, firstRetrySeconds }: InlineJobsOptions) {
    this.#closeSeconds = closeSeconds ?? DEFAULT_CLOSE_SECONDS;
    const onRest = () => this.#lookAgain();
    this.#lanes = forEveryJob((name) => {
      const retry = firstRetrySeconds ?? jobs[name].firstRetrySeconds;
      return new Lane({ ...jobs[name], name, firstRetrySeconds: retry, onError, onRest });
    });
  }

  async enqueue<Name extends JobName>(
    name: Name,
    input: JobPayload<Name>,
    { unlessWaiting, delaySeconds = 0 }: EnqueueOptions = {},
  ): Promise<void> {
    const payload = parsePayload(name, input);
    assertDelay(delaySeconds);
    this.#assertOpen();
    const run = async () => this.#currentHandlers()[name](payload);
    this.#lanes[name].add({ key: unlessWaiting ?? null, delaySeconds, run });
  }

  async schedule(
    name: RepeatableJobName,
    { everySeconds }: { everySeconds: number },
  ): Promise<void> {
    assertInterval(everySeconds);
    this.#assertOpen();
    const run = async () => this.#currentHandlers()[name]({});
    const ring = () => this.#lanes[name].add({ key: 'schedule', delaySeconds: 0, run });

    clearInterval(this.#repeats.get(name));
    this.#repeats.set(name, setInterval(ring, everySeconds * 1000).unref());
    ring();
  }

  async counts(): Promise<Readonly<Record<JobName, JobCounts>>> {
    return forEveryJob((name) => this.#lanes[name].counts());
  }

  async work(handlers: JobHandlers): Promise<JobRunner> {
    if (this.#handlers !== null) throw new Error('this process already works on its queue');
    this.#handlers = handlers;
    for (const name of jobNames) this.#lanes[name].open();
    return { close: () => this.#stopWorking() };
  }

  async drain(): Promise<void> {
    this.#currentHandlers();
    this.#draining += 1;
    for (const name of jobNames) this.#lanes[name].hurry(true);
    await this.#until(({ waiting, delayed, running }) => waiting + delayed + running === 0);
    this.#draining -= 1;
    if (this.#draining > 0) return;
    for (const name of jobNames) this.#lanes[name].hurry(false);
  }

  async close(): Promise<void> {
    for (const timer of this.#repeats.values()) clearInterval(timer);
    await this.#stopWorking();
    this.#isClosed = true;
    for (const name of jobNames) this.#lanes[name].clear();
    this.#lookAgain();
  }

  async #stopWorking(): Promise<void> {
    for (const name of jobNames) this.#lanes[name].shut();
    this.#handlers = null;
    await within(
      this.#closeSeconds * 1000,
      this.#until(({ running }) => running === 0),
    );
  }

  /** Waits until every lane is as wished; looks again whenever a run has ended. */
  async #until(isSo: (counts: JobCounts) => boolean): Promise<void> {
    while (!jobNames.every((name) => isSo(this.#lanes[name].counts()))) {
      await new Promise<void>((resolve) => {
        this.#waitingForRest.push(resolve);
      });
    }
  }

  #lookAgain(): void {
    for (const resolve of this.#waitingForRest.splice(0)) resolve();
  }

  #currentHandlers(): JobHandlers {
    if (this.#handlers === null) throw new Error('nothing works on the queue of this process');
    return this.#handlers;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new QueueUnavailableError('the queue of this process is closed');
  }
}
