import type { FailedAttempt, JobHandlers, JobRunner, JobSystem } from '../port.ts';

/** What a test wishes of its queue. */
export type QueueWishes = {
  readonly firstRetrySeconds?: number;
  readonly closeSeconds?: number;
  readonly onError?: (error: Error, failed: FailedAttempt | null) => void;
};

/** Opens a queue without jobs; it is closed after the test. Jobs that a test does not name do nothing. */
export type OpenQueue = (wishes?: QueueWishes) => {
  readonly jobs: JobSystem;
  readonly work: (handlers?: Partial<JobHandlers>) => Promise<JobRunner>;
};

/** Something that a test holds back or waits for. */
export function gate() {
  const emitter = new EventTarget();
  const opened = new Promise<void>((resolve) => {
    emitter.addEventListener('open', () => resolve(), { once: true });
  });
  return { open: () => void emitter.dispatchEvent(new Event('open')), opened };
}

/** Counts, and lets a test wait until the count has reached a number. */
export function counter() {
  let count = 0;
  const waiters: { readonly at: number; readonly resolve: (count: number) => void }[] = [];
  const tell = (): void => {
    for (const { at, resolve } of waiters) if (count >= at) resolve(count);
  };
  return {
    add: (): number => {
      count += 1;
      tell();
      return count;
    },
    count: (): number => count,
    reaches: (at: number): Promise<number> =>
      new Promise((resolve) => {
        waiters.push({ at, resolve });
        tell();
      }),
  };
}

/** A queue that tries again soon, and its first failure after which no attempt follows. */
export function openUntilFinal(open: OpenQueue) {
  const failures: { readonly error: Error; readonly failed: FailedAttempt }[] = [];
  const final = gate();
  const opened = open({
    firstRetrySeconds: 0.05,
    onError: (error, failed) => {
      if (failed?.final !== true) return;
      failures.push({ error, failed });
      final.open();
    },
  });
  const last = async () => {
    await final.opened;
    return failures[0];
  };
  return { ...opened, last };
}
