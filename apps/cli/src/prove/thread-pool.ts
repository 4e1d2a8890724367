import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';

import type { WorldRecord } from '@uplift/causal';
import { Piscina } from 'piscina';

import type { WorldsTask } from './worlds-task.ts';

/** Threads that play worlds, one for each processor. */
export type ThreadPool = {
  /** Rejects once the signal is given; a thread at work is ended. */
  readonly run: (task: WorldsTask) => Promise<readonly WorldRecord[]>;
  readonly close: () => Promise<void>;
};

/** Starts the threads. */
export function startThreads(signal: AbortSignal): ThreadPool {
  // every waiting task listens
  setMaxListeners(0, signal);
  const threads = availableParallelism();
  const pool = new Piscina<WorldsTask, readonly WorldRecord[]>({
    // beside this file, and of its kind: source or built
    filename: new URL(`worlds-task${extname(import.meta.url)}`, import.meta.url).href,
    name: 'runWorlds',
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    run: (task) => pool.run(task, { signal }),
    close: () => pool.destroy(),
  };
}
