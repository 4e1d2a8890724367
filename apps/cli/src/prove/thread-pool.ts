import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';

import { Piscina } from 'piscina';

/** Worlds and histories are short-lived: with room for them, a fifth of the time is not spent on copying. */
const YOUNG_MEBIBYTES = 256;

/** Threads that work on a study, one for each processor. */
export type ThreadPool<Task, Result> = {
  /** Rejects once the signal is given; a thread at work is ended. */
  readonly run: (task: Task) => Promise<Result>;
  readonly close: () => Promise<void>;
};

/** The function that threads run: a module in this folder, and what it exports. */
export type ThreadFunction = { readonly module: string; readonly name: string };

/** Starts the threads. */
export function startThreads<Task, Result>(
  { module, name }: ThreadFunction,
  signal: AbortSignal,
): ThreadPool<Task, Result> {
  // every waiting task listens
  setMaxListeners(0, signal);
  const threads = availableParallelism();
  const pool = new Piscina<Task, Result>({
    // beside this file, and of its kind: source or built
    filename: new URL(`${module}${extname(import.meta.url)}`, import.meta.url).href,
    name,
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
  });
  return {
    run: (task) => pool.run(task, { signal }),
    close: () => pool.destroy(),
  };
}
