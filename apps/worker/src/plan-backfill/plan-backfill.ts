import {
  findInstallationOf,
  planBackfills,
  withOrganization,
  type Database,
  type PlannedBackfill,
} from '@uplift/db';
import { readRepositories } from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';

import type { GitHubConnection } from '../github/connection.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin } from '../store-observations/store-observations.ts';

/** What planning needs. */
export type PlanDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  readonly github: GitHubConnection;
  /** Pull requests that were opened so many days ago or less are fetched. */
  readonly backfillDays: number;
};

/** What a plan came to. */
export type Planned = {
  /** Repositories that GitHub lets us see; null where nobody can ask. */
  readonly repositories: number | null;
};

const MS_PER_DAY = 86_400_000;

/**
 * Asks which repositories the App may see in an organisation, keeps them, and notes of each how far
 * back its history is to be fetched. Again changes nothing, except for what is new or was gone.
 *
 * @throws {GitHubError}
 */
export async function planBackfill(
  { organizationId }: { readonly organizationId: number },
  { db, queue, now, github, backfillDays }: PlanDeps,
): Promise<Planned> {
  const known = await findInstallationOf(db, organizationId);
  if (known?.status !== 'active') return { repositories: null };
  const client = await github.clientFor(known.installationId);
  if (client === null) return { repositories: null };

  const seen = await readRepositories({ organization: known.login }, { github: client });
  const organization = seen.organization ?? { githubId: known.githubId, login: known.login };
  const repositories = seen.repositories.map(({ githubId, pushedAt }): PlannedBackfill => ({
    githubId,
    pushedAt,
  }));
  const horizon = new Date(now().getTime() - backfillDays * MS_PER_DAY);
  await retryingTransaction(db, async (tx) => {
    await storeWithin(tx, [{ organization, observations: seen.observations }]);
    await withOrganization(tx, organizationId, (own) =>
      planBackfills(own, organizationId, {
        repositories,
        horizon,
        others: client.kind === 'installation' ? 'the App does not see the repository' : null,
      }),
    );
  });
  const unlessWaiting = String(organizationId);
  await queue.enqueue('backfill-repositories', { organizationId }, { unlessWaiting });
  return { repositories: repositories.length };
}
