import { setImmediate } from 'node:timers/promises';

import {
  findAccountsToRefold,
  findInstallationOf,
  findOldestPending,
  findStaleAdoptions,
  findUnfinishedComparisons,
  hasFetchedHistory,
  hasStaleDays,
  isTimingDue,
  listOrganizationIds,
  refreshStatistics,
  withOrganization,
  type Database,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import type { GitHubConnection, GitHubReach } from '../github/connection.ts';
import type { OnUninstall } from '../let-go-of-organization/let-go-of-organization.ts';
import { findDueSyncs, ringSyncs } from '../sync/ring-due-syncs.ts';
import { sweepFetching } from './sweep-fetching.ts';

/** What sweeping needs. */
export type SweepDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  /** What becomes of the data of those that removed the App; kept unless told. */
  readonly onUninstall?: OnUninstall;
  /** Whom GitHub can be asked as; without an App and a token nothing is due to be fetched. */
  readonly github?: Pick<GitHubConnection, 'reach'> | null;
};

/** Younger things are most likely being worked on right now. */
const GRACE_SECONDS = 60;

const NOBODY: GitHubReach = { installations: false, token: false };

/**
 * Rings again for what a lost bell left lying: deliveries and comparisons that have waited for a
 * minute, adoption that has to be dated, days that wait to be computed again, accounts that an
 * administrator gave another kind, and new working hours. And for what is fetched from GitHub each day, where the App is
 * installed, or a token fetched histories. Tables that have grown are counted for the planner.
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
    await sweepFetching(organizationId, deps);
    await setImmediate();
  }
  await ringDueSyncs(deps);
  await refreshStatistics(db);
}

async function ringDueSyncs({ db, queue, now, github }: SweepDeps): Promise<void> {
  const reach = (await github?.reach()) ?? NOBODY;
  for (const organizationId of await listOrganizationIds(db)) {
    const status = (await findInstallationOf(db, organizationId))?.status;
    const isAsked = status === 'active' ? reach.installations : status === 'none' && reach.token;
    if (!isAsked) continue;
    const due = await withOrganization(db, organizationId, async (tx) =>
      status === 'active' || (await hasFetchedHistory(tx)) ? findDueSyncs(tx, now()) : [],
    );
    await ringSyncs(organizationId, due, queue);
    await setImmediate();
  }
}

async function sweepOrganization(
  { organizationId, before }: { readonly organizationId: number; readonly before: Date },
  { db, queue }: SweepDeps,
): Promise<void> {
  const { stale, accounts, timing, comparisonIds } = await withOrganization(
    db,
    organizationId,
    async (tx) => ({
      stale: await hasStaleDays(tx),
      accounts: await findAccountsToRefold(tx),
      timing: await isTimingDue(tx),
      comparisonIds: await findUnfinishedComparisons(tx, before),
    }),
  );
  if (stale) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('recompute-rollups', { organizationId }, options);
  }
  if (accounts.length > 0) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('refold-people', { organizationId }, options);
  }
  if (timing) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('time-working-hours', { organizationId }, options);
  }
  for (const comparisonId of comparisonIds) {
    const options = { unlessWaiting: `${organizationId}-${comparisonId}` };
    await queue.enqueue('run-comparison', { organizationId, comparisonId }, options);
  }
}
