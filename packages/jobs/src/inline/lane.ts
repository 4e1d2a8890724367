import { ZodError } from 'zod';

import type { JobName } from '../catalogue.ts';
import { PermanentJobError, toError, type JobCounts, type OnJobError } from '../port.ts';

/** What a lane knows of its job. */
export type LaneOptions = {
  readonly name: JobName;
  readonly attempts: number;
  readonly firstRetrySeconds: number;
  readonly concurrency: number;
  readonly onError: OnJobError;
  /** Called whenever a run has ended. */
  readonly onRest: () => void;
};

/** One request for a job. */
export type JobRequest = {
  /** Nothing is added while a request with this key waits; `null` always adds. */
  readonly key: string | null;
  readonly delaySeconds: number;
  readonly run: () => Promise<void>;
};

type Entry = JobRequest & { readonly id: number; readonly attempt: number };

/** The jobs of one name: those that wait, those for later and those that run. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #waiting: Entry[] = [];
  readonly #delayed = new Map<Entry, NodeJS.Timeout>();
  #running = 0;
  #lastId = 0;
  #isOpen = false;
  #isHurried = false;
  #isStarting = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  add(request: JobRequest): void {
    const { key, delaySeconds } = request;
    const queue = delaySeconds > 0 ? this.#delayed.keys() : this.#waiting.values();
    if (key !== null && [...queue].some((entry) => entry.key === key)) return;

    this.#lastId += 1;
    this.#put({ ...request, id: this.#lastId, attempt: 1 }, delaySeconds);
  }

  /** Begins to run what waits. */
  open(): void {
    this.#isOpen = true;
    this.#wake();
  }

  /** Starts no further job; what runs goes on. */
  shut(): void {
    this.#isOpen = false;
  }

  /** Forgets whatever has not begun. */
  clear(): void {
    for (const timer of this.#delayed.values()) clearTimeout(timer);
    this.#delayed.clear();
    this.#waiting.length = 0;
  }

  /** While hurried, nothing waits for its time. */
  hurry(isHurried: boolean): void {
    this.#isHurried = isHurried;
    if (!isHurried) return;
    for (const [entry, timer] of this.#delayed) {
      clearTimeout(timer);
      this.#waiting.push(entry);
    }
    this.#delayed.clear();
    this.#wake();
  }

  counts(): JobCounts {
    return { waiting: this.#waiting.length, delayed: this.#delayed.size, running: this.#running };
  }

  #put(entry: Entry, delaySeconds: number): void {
    if (delaySeconds > 0 && !this.#isHurried) {
      const timer = setTimeout(() => {
        this.#delayed.delete(entry);
        this.#put(entry, 0);
      }, delaySeconds * 1000);
      this.#delayed.set(entry, timer);
      return;
    }
    this.#waiting.push(entry);
    this.#wake();
  }

  /** Starts one job in a turn of its own, so that timers and HTTP get theirs between two jobs. */
  #wake(): void {
    if (this.#isStarting) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      if (!this.#isOpen || this.#running >= this.#options.concurrency) return;
      const entry = this.#waiting.shift();
      if (entry === undefined) return;
      void this.#run(entry);
      this.#wake();
    });
  }

  async #run(entry: Entry): Promise<void> {
    this.#running += 1;
    try {
      await entry.run();
    } catch (error) {
      this.#onFailure(entry, toError(error));
    }
    this.#running -= 1;
    this.#wake();
    this.#options.onRest();
  }

  #onFailure(entry: Entry, error: Error): void {
    const { name, attempts, firstRetrySeconds, onError } = this.#options;
    const { id, attempt } = entry;
    const isHopeless = error instanceof PermanentJobError || error instanceof ZodError;
    const final = isHopeless || attempt >= attempts;
    if (!final) {
      // Another attempt has no key: it does not stand in for a ring that came after its start.
      const next = { ...entry, key: null, attempt: attempt + 1 };
      this.#put(next, firstRetrySeconds * 2 ** (attempt - 1));
    }
    onError(error, { name, id: `${name}-${id}`, attempt, final });
  }
}
