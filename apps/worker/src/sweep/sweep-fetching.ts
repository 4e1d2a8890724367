import {
  findBackfillBacklog,
  findInstallationOf,
  findNextFetch,
  hasData,
  hasUnplannedRepositories,
  isReconcileDue,
  withOrganization,
  type Database,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import type { OnUninstall } from '../let-go-of-organization/let-go-of-organization.ts';

/** What looking after what is fetched needs. */
export type FetchingSweepDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  readonly onUninstall?: OnUninstall;
};

/**
 * Histories are compared with GitHub daily; hourly where no webhook comes. One that failed, or left
 * something out, is tried again after an hour.
 */
const COMPARING = { liveSeconds: 86_400, deafSeconds: 3600, pauseSeconds: 3600 };

/**
 * Rings for histories that nobody planned or that wait, for those that are to be compared with GitHub,
 * for parts that are due, and for what is to go.
 */
export async function sweepFetching(
  organizationId: number,
  { db, queue, now, onUninstall = 'keep' }: FetchingSweepDeps,
): Promise<void> {
  const status = (await findInstallationOf(db, organizationId))?.status ?? 'none';
  const at = now();
  const found = await withOrganization(db, organizationId, async (tx) => {
    const nextFetch = await findNextFetch(tx);
    return {
      unplanned: status === 'active' && (await hasUnplannedRepositories(tx)),
      backlog: await findBackfillBacklog(tx, { repositoryIds: null, now: at }),
      isReconcileDue: await isReconcileDue(tx, { now: at, ...COMPARING }),
      isFetchDue: nextFetch !== null && nextFetch <= at,
      isToGo: status === 'removed' && onUninstall === 'purge' && (await hasData(tx)),
    };
  });
  const options = { unlessWaiting: String(organizationId) };
  if (found.unplanned) await queue.enqueue('plan-backfill', { organizationId }, options);
  if (found.backlog.due > 0) {
    await queue.enqueue('backfill-repositories', { organizationId }, options);
  }
  if (found.isReconcileDue) await queue.enqueue('reconcile', { organizationId }, options);
  if (found.isFetchDue)
    await queue.enqueue('fetch-pull-request-parts', { organizationId }, options);
  if (found.isToGo) await queue.enqueue('let-go-of-organization', { organizationId }, options);
}
