import { setImmediate } from 'node:timers/promises';

import { findDeployingRepositories, noteDeploymentsRead, withOrganization } from '@uplift/db';
import { isGitHubError, readDeployments } from '@uplift/github/client';
import { DAY_MILLISECONDS, dayOf, type RepositoryRef } from '@uplift/metrics';

import { ringRecompute } from '../ring-recompute.ts';
import { storeObservations } from '../store-observations/store-observations.ts';
import { runSync, type Sync, type SyncDeps, type SyncEnd } from '../sync/run-sync.ts';
import { wordsOfFailure } from '../sync/words-of-failure.ts';

/** A deployment can still fail, or succeed, for so long after it was made. */
const OPEN_DAYS = 7;
/** Deployments made longer ago are not fetched. */
const HORIZON_DAYS = 365;

/**
 * Fetches deployments with their states, of every repository since it was last asked, less a week in
 * which states may have been added. How far each repository is known is written down, so that a run
 * that is cut short goes on with the next one.
 */
export function syncDeployments(
  { organizationId }: { readonly organizationId: number },
  deps: SyncDeps,
): Promise<SyncEnd> {
  return runSync({ organizationId, kind: 'deployments' }, deps, async (sync) => {
    const { db, now } = deps;
    const repositories = await withOrganization(db, organizationId, findDeployingRepositories);
    const began = now();
    const today = dayOf(began);
    const counts = { checked: 0, repaired: 0 };
    let failure: string | null = null;
    for (const repository of repositories) {
      const { readAt } = repository;
      if (readAt !== null && dayOf(readAt) === today) continue;
      const fetched = await fetchDeployments(
        { repository, since: sinceOf(readAt, began), sync },
        deps,
      );
      counts.checked += 1;
      counts.repaired += fetched.deployments;
      failure ??= fetched.failure;
      if (fetched.failure === null) {
        await withOrganization(db, organizationId, (tx) =>
          noteDeploymentsRead(tx, repository.id, began),
        );
      }
      await setImmediate();
    }
    return { ...counts, failure };
  });
}

function sinceOf(readAt: Date | null, now: Date): Date {
  return readAt === null ? daysBefore(now, HORIZON_DAYS) : daysBefore(readAt, OPEN_DAYS);
}

function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * DAY_MILLISECONDS);
}

type Wishes = { readonly repository: RepositoryRef; readonly since: Date; readonly sync: Sync };

/** Of a repository that cannot be read the failure is told, and the others go on. */
async function fetchDeployments(
  { repository: { githubId, fullName }, since, sync: { github } }: Wishes,
  { db, queue }: SyncDeps,
): Promise<{ deployments: number; failure: string | null }> {
  let deployments = 0;
  try {
    const repository = { githubId, fullName };
    for await (const page of readDeployments({ repository, since }, { github })) {
      const { organization, observations } = page;
      const stored = await storeObservations([{ organization, observations }], { db });
      await ringRecompute(stored.changedOrganizations, queue);
      deployments += observations.filter(({ kind }) => kind === 'deployment').length;
    }
    return { deployments, failure: null };
  } catch (error) {
    if (!isGitHubError(error) || error.kind === 'rate_limited') throw error;
    // A repository that is gone has no deployments to be had.
    if (error.kind === 'not_found' || error.kind === 'moved') return { deployments, failure: null };
    return { deployments, failure: `${fullName}: ${wordsOfFailure(error)}` };
  }
}
