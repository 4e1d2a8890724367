import { setImmediate } from 'node:timers/promises';

import {
  findOldestPending,
  findStaleAdoptions,
  findUnfinishedComparisons,
  hasStaleDays,
  listOrganizationIds,
  withOrganization,
  type Database,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

/** What sweeping needs. */
export type SweepDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
};

/** Younger things are most likely being worked on right now. */
const GRACE_SECONDS = 60;

/**
 * Rings again for what a lost bell left lying: deliveries and comparisons that have waited for a
 * minute, adoption that has to be dated, and days that wait to be computed again.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const { db, queue, now } = deps;
  const before = new Date(now().getTime() - GRACE_SECONDS * 1000);
  const oldest = await findOldestPending(db, now());
  if (oldest !== null && oldest <= before) {
    await queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
  }
  for (const organizationId of await findStaleAdoptions(db)) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('recompute-adoption', { organizationId }, options);
  }
  for (const organizationId of await listOrganizationIds(db)) {
    await sweepOrganization({ organizationId, before }, deps);
    await setImmediate();
  }
}

async function sweepOrganization(
  { organizationId, before }: { readonly organizationId: number; readonly before: Date },
  { db, queue }: SweepDeps,
): Promise<void> {
  const { stale, comparisonIds } = await withOrganization(db, organizationId, async (tx) => ({
    stale: await hasStaleDays(tx),
    comparisonIds: await findUnfinishedComparisons(tx, before),
  }));
  if (stale) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('recompute-rollups', { organizationId }, options);
  }
  for (const comparisonId of comparisonIds) {
    const options = { unlessWaiting: `${organizationId}-${comparisonId}` };
    await queue.enqueue('run-comparison', { organizationId, comparisonId }, options);
  }
}
