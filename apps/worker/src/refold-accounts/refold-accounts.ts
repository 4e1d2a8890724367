import { findAccountsToRefold, withOrganization, type Database } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import { ringRecompute } from '../ring-recompute.ts';
import { refoldPeople } from '../store-observations/refold-people.ts';

/**
 * Follows the words of administrators on what accounts are: folds again everything that names one
 * of them, and rings for the figures.
 *
 * @returns how many accounts there were
 */
export async function refoldAccounts(
  { organizationId }: { readonly organizationId: number },
  { db, queue }: { readonly db: Database; readonly queue: Pick<JobQueue, 'enqueue'> },
): Promise<number> {
  const personIds = await withOrganization(db, organizationId, findAccountsToRefold);
  if (personIds.length === 0) return 0;
  const { changedOrganizations } = await refoldPeople({ organizationId, personIds }, { db });
  await ringRecompute(changedOrganizations, queue);
  return personIds.length;
}
