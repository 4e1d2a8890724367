import type { Database } from '@uplift/db';
import type { JobHandlers, JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import type { GitHubConnection } from './github/connection.ts';
import { createFetchingHandlers } from './github/handlers.ts';
import {
  letGoOfOrganization,
  type OnUninstall,
} from './let-go-of-organization/let-go-of-organization.ts';
import { maintainInbox } from './maintain-inbox/maintain-inbox.ts';
import { processInbox } from './process-inbox/process-inbox.ts';
import { recomputeAdoption } from './recompute-adoption/recompute-adoption.ts';
import { recomputeRollups } from './recompute-rollups/recompute-rollups.ts';
import { createMendingHandlers } from './reconcile/handlers.ts';
import type { Estimator } from './run-comparison/estimate.ts';
import { runComparison } from './run-comparison/run-comparison.ts';
import { sweep } from './sweep/sweep.ts';
import { createSyncHandlers } from './sync/handlers.ts';
import { timeWorkingHours } from './time-working-hours/time-working-hours.ts';

/** What the worker works with. */
export type WorkerDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Days that raw deliveries are kept; null: for ever. */
  readonly inboxRetentionDays: number | null;
  /** The way to GitHub; null: nothing is fetched from there. */
  readonly github: GitHubConnection | null;
  /** How far back histories are fetched, in days; two years unless told. */
  readonly backfillDays?: number;
  /** Histories that one job fetches at the same time; a few unless told. */
  readonly backfillsAtOnce?: number;
  /** What becomes of the data of an organisation that removes the App; it is kept unless told. */
  readonly onUninstall?: OnUninstall;
  /** Where comparisons are worked out; in this thread, unless told. */
  readonly estimate?: Estimator;
};

const TWO_YEARS_OF_DAYS = 731;

/** What happens when a bell rings: job name → slice. */
export function createWorkerHandlers(deps: WorkerDeps): JobHandlers {
  const { db, queue, now, logger, github } = deps;
  const { backfillDays = TWO_YEARS_OF_DAYS, onUninstall = 'keep' } = deps;
  return {
    ...createFetchingHandlers({ ...deps, backfillDays }),
    ...createSyncHandlers({ db, queue, now, logger, github }),
    ...createMendingHandlers({ db, queue, now, logger, github }),
    'process-inbox': async () => {
      const onError = (error: unknown, guid: string | null) =>
        logger.warn({ err: error, guid }, 'a delivery will be tried again');
      const outcome = await processInbox({ db, queue, now, github, onError });
      logger.debug({ outcome }, 'worked the inbox');
    },
    'recompute-rollups': async (payload) => {
      const buckets = await recomputeRollups(payload, { db });
      logger.debug({ ...payload, buckets }, 'measured again');
    },
    'recompute-adoption': async (payload) => {
      await recomputeAdoption(payload, { db });
    },
    'time-working-hours': async (payload) => {
      const pullRequests = await timeWorkingHours(payload, { db, queue });
      logger.debug({ ...payload, pullRequests }, 'measured in working hours');
    },
    'run-comparison': (payload) =>
      runComparison(payload, { db, now, ...(deps.estimate && { estimate: deps.estimate }) }),
    'let-go-of-organization': async (payload) => {
      const isGone = await letGoOfOrganization(payload, { db, onUninstall });
      if (isGone) logger.info(payload, 'let go of an organisation that removed the App');
    },
    sweep: () => sweep({ db, queue, now, github, onUninstall }),
    'maintain-inbox': () => maintain(deps),
  };
}

async function maintain({ db, now, logger, inboxRetentionDays }: WorkerDeps): Promise<void> {
  const { droppedPartitions } = await maintainInbox({ db, now, retentionDays: inboxRetentionDays });
  if (droppedPartitions.length === 0) return;
  logger.info({ droppedPartitions }, 'let go of old deliveries');
}
