import { setTimeout as pause } from 'node:timers/promises';

import type { JobName, JobQueue } from '@uplift/jobs';

import type { WorkManner } from '../composition/service.ts';

/** How the worker goes about its jobs while a story is played, and afterwards. */
export type RehearsedWork = WorkManner & {
  /** Does something while no job runs. */
  readonly alone: <Result>(run: () => Promise<Result>) => Promise<Result>;
  /** From now on jobs are run as they come. */
  readonly end: () => void;
};

/** What is done once, when all was told: in between nobody looks. */
const atTheEnd = new Set<JobName>([
  'recompute-rollups',
  'recompute-adoption',
  'fetch-pull-request-parts',
  'reconcile',
  'sync-deployments',
]);

/**
 * Jobs one after the other, in the order in which they were asked for, so that the same story is
 * stored in the same order every time; what is left out meanwhile is found by the sweep afterwards.
 */
export function rehearseWork(): RehearsedWork {
  let isPlaying = true;
  let last: Promise<unknown> = Promise.resolve();
  const alone = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    alone,
    backfillsAtOnce: 1,
    aroundJob: (name, run) => {
      if (!isPlaying) return run();
      if (atTheEnd.has(name)) return Promise.resolve();
      return alone(run);
    },
    end: () => {
      isPlaying = false;
    },
  };
}

/** Jobs whose other attempts are waited for, too. */
const fetching = new Set<JobName>(['plan-backfill', 'backfill-repositories', 'sync-copilot']);

const LOOK_MS = 25;
const TELL_MS = 500;

/**
 * Waits until all is done that can be done now; what is for later is not waited for.
 *
 * @param onWait - told now and then that it goes on
 */
export async function settled(
  queue: Pick<JobQueue, 'counts'>,
  onWait: () => Promise<void> = async () => {},
): Promise<void> {
  for (let toldAtMs = 0; ;) {
    const counts = Object.entries(await queue.counts());
    const isDone = counts.every(([name, { waiting, running, delayed }]) => {
      // oxlint-disable-next-line no-unsafe-type-assertion -- counts are of every job there is
      const later = fetching.has(name as JobName) ? delayed : 0;
      return waiting + running + later === 0;
    });
    if (isDone) return;
    if (performance.now() - toldAtMs >= TELL_MS) {
      await onWait();
      toldAtMs = performance.now();
    }
    await pause(LOOK_MS);
  }
}
