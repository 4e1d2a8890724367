import { afterEach, describe } from 'vitest';

import type { JobHandlers, JobSystem } from '../port.ts';
import { asking, ringing, ringingApart } from './asking.ts';
import type { OpenQueue, QueueWishes } from './probes.ts';
import { delaying, givingUp, repeating, retrying } from './timing.ts';
import { closing, losing, working, workingApart } from './working.ts';

/** How the suite gets at the queue under test. */
export type QueueUnderTest = {
  /** The adapter, in a few words. */
  readonly title: string;
  /** A queue without jobs. */
  readonly open: (wishes: QueueWishes) => JobSystem;
  /** Loses everything that the queue keeps outside of this process. */
  readonly loseStore: () => Promise<void>;
};

/** What every adapter of the queue must do; each runs the same suite. */
export function describeQueueContract({ title, open: openJobs, loseStore }: QueueUnderTest): void {
  describe(`the contract of the queue ${title}`, () => {
    const systems: JobSystem[] = [];
    afterEach(async () => {
      for (const system of systems.splice(0)) await system.close();
    });
    const open: OpenQueue = (wishes = {}) => {
      const jobs = openJobs(wishes);
      systems.push(jobs);
      return { jobs, work: (handlers = {}) => jobs.work({ ...idleHandlers, ...handlers }) };
    };
    for (const part of [asking, ringing, ringingApart, retrying, givingUp]) part(open);
    for (const part of [delaying, repeating, working, workingApart, closing]) part(open);
    losing(open, loseStore);
  });
}

const idle = async (): Promise<void> => {};

/** Handlers that do nothing. */
export const idleHandlers: JobHandlers = {
  'process-inbox': idle,
  'recompute-rollups': idle,
  'recompute-adoption': idle,
  'run-comparison': idle,
  'refold-people': idle,
  'time-working-hours': idle,
  'sync-directory': idle,
  'sync-copilot': idle,
  'sync-deployments': idle,
  'plan-backfill': idle,
  'backfill-repositories': idle,
  'fetch-pull-request-parts': idle,
  'let-go-of-organization': idle,
  'repair-deliveries': idle,
  reconcile: idle,
  sweep: idle,
  'maintain-inbox': idle,
};
