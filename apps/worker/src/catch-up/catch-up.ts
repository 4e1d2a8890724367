import { listOrganizationIds, refreshStatistics, type Database } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import { processInbox } from '../process-inbox/process-inbox.ts';
import { recomputeAdoption } from '../recompute-adoption/recompute-adoption.ts';
import { recomputeRollups } from '../recompute-rollups/recompute-rollups.ts';

/** A step of catching up, for a progress bar. */
export type CatchUpStep = {
  readonly step: string;
  readonly done: number;
  readonly total: number;
};

/** What catching up needs. */
export type CatchUpDeps = {
  readonly db: Database;
  readonly now: () => Date;
  readonly onStep?: (step: CatchUpStep) => void;
};

/** Bells are not needed by somebody who looks everywhere. */
const deafQueue: Pick<JobQueue, 'enqueue'> = { enqueue: async () => {} };

/**
 * Works everything off that waits, here and now: the inbox, adoption dates and stale measures of
 * every organisation. Other workers may do the same at the same time.
 */
export async function catchUp({ db, now, onStep = () => {} }: CatchUpDeps): Promise<void> {
  onStep({ step: 'inbox', done: 0, total: 1 });
  const failures: unknown[] = [];
  await processInbox({ db, now, queue: deafQueue, onError: (error) => failures.push(error) });
  await refreshStatistics(db);

  const organizationIds = await listOrganizationIds(db);
  const total = organizationIds.length;
  for (const [done, organizationId] of organizationIds.entries()) {
    onStep({ step: 'adoption and measures', done, total });
    await recomputeAdoption({ organizationId }, { db });
    await recomputeRollups({ organizationId }, { db });
  }
  await refreshStatistics(db);
  onStep({ step: 'adoption and measures', done: total, total });
}
