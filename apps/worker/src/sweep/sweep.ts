import { setImmediate } from 'node:timers/promises';

import {
  findOldestPending,
  findStaleAdoptions,
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

/** Younger deliveries are most likely being worked on right now. */
const GRACE_SECONDS = 60;

/**
 * Rings again for what a lost bell left lying: deliveries that have been due for a minute, adoption
 * that has to be dated, and days that wait to be computed again.
 */
export async function sweep({ db, queue, now }: SweepDeps): Promise<void> {
  const at = now();
  const oldest = await findOldestPending(db, at);
  if (oldest !== null && at.getTime() - oldest.getTime() >= GRACE_SECONDS * 1000) {
    await queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
  }
  for (const organizationId of await findStaleAdoptions(db)) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('recompute-adoption', { organizationId }, options);
  }
  for (const organizationId of await listOrganizationIds(db)) {
    const stale = await withOrganization(db, organizationId, (tx) => hasStaleDays(tx));
    if (stale) {
      await queue.enqueue(
        'recompute-rollups',
        { organizationId },
        { unlessWaiting: String(organizationId) },
      );
    }
    await setImmediate();
  }
}
