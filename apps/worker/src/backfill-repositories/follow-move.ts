import { setBackfillBack, withOrganization, type LeasedBackfill } from '@uplift/db';
import { isGitHubError, readRepository } from '@uplift/github/client';

import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin } from '../store-observations/store-observations.ts';
import type { PageDeps, PageWish } from './backfill-page.ts';
import { isOwner } from './owner.ts';

/**
 * Looks by its id where a repository is that is not found under its name any more, and learns its
 * name, so that its next page is asked for there. False if it cannot be found in the organisation.
 */
export async function followMove(
  lease: LeasedBackfill,
  { organizationId, organization: owner }: PageWish,
  { db, client: github, signal }: PageDeps,
): Promise<boolean> {
  const { githubId, attempts, pageSize } = lease;
  if (githubId === null || attempts > 0) return false;
  try {
    const reading = signal === undefined ? { github } : { github, signal };
    const { organization, repository } = await readRepository({ githubId }, reading);
    if (!isOwner(organization, owner)) return false;
    const observations = [{ kind: 'repository', repository } as const];
    await retryingTransaction(db, async (tx) => {
      await storeWithin(tx, [{ organization, observations }]);
      await withOrganization(tx, organizationId, (own) =>
        setBackfillBack(own, lease, {
          state: 'running',
          failure: null,
          notBefore: null,
          attempts: attempts + 1,
          pageSize,
        }),
      );
    });
    return true;
  } catch (error) {
    if (isGitHubError(error)) return false;
    throw error;
  }
}
