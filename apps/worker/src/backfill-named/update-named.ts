import { findInstallationOf, findReconcilable, withOrganization, type Database } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import { clientOfOrganization, type GitHubConnection } from '../github/connection.ts';
import { reconcileRepository, type PricedComparison } from '../reconcile/reconcile-repository.ts';
import { askPatiently } from './patience.ts';

/** What was updated on GitHub since a repository was last read. */
export type NamedUpdate = PricedComparison & {
  readonly repositoryId: number;
  /** Since when. */
  readonly since: Date;
};

/** What reading updates needs. */
export type UpdateDeps = {
  readonly db: Database;
  readonly github: GitHubConnection;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  /** Told when it has to wait until an instant. */
  readonly onWait: (until: Date) => Promise<void>;
  readonly signal?: AbortSignal;
};

/** Which repositories, and by when they must have been read. */
export type UpdateRequest = {
  readonly organizationId: number;
  readonly repositoryIds: readonly number[];
  /** What was read since this is up to date. */
  readonly readSince: Date;
};

/**
 * Reads what was updated of repositories whose history is here since they were last read, waiting
 * wherever GitHub's limits say so.
 *
 * @returns what each came to that was not up to date
 * @throws {GitHubError}
 */
export async function updateNamed(
  { organizationId, repositoryIds, readSince }: UpdateRequest,
  deps: UpdateDeps,
): Promise<readonly NamedUpdate[]> {
  const { db, github } = deps;
  const known = await withOrganization(db, organizationId, findReconcilable);
  const old = known.filter(
    ({ repositoryId, reconciledUntil }) =>
      repositoryIds.includes(repositoryId) && reconciledUntil < readSince,
  );
  const organization = await findInstallationOf(db, organizationId);
  const client = organization && (await clientOfOrganization(organization, github));
  if (organization === null || client === null) return [];
  const updates: NamedUpdate[] = [];
  for (const repository of old) {
    const { repositoryId, reconciledUntil: since } = repository;
    const sync = { organizationId, organization, github: client };
    const update = await askPatiently(() => reconcileRepository(repository, sync, deps), deps);
    updates.push({ ...update, repositoryId, since });
  }
  return updates;
}
