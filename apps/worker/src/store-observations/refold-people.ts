import {
  clearRefoldDue,
  findDaysCounting,
  findPullRequestsNaming,
  lockOrganization,
  withOrganization,
} from '@uplift/db';

import { refoldPullRequests } from './refold-pull-requests.ts';
import { retryingTransaction } from './retrying-transaction.ts';
import { settleChanges, type StoreDeps, type StoreOutcome } from './store-observations.ts';
import { markStale, noChanges, type StoreScope } from './store-scope.ts';

/**
 * Folds again every pull request that names one of these people, after an administrator's word made
 * them a person, a bot or an agent: history counts them anew, and adoption is dated again.
 */
export async function refoldPeople(
  {
    organizationId,
    personIds,
  }: { readonly organizationId: number; readonly personIds: readonly number[] },
  { db }: StoreDeps,
): Promise<StoreOutcome> {
  return retryingTransaction(db, (outer) =>
    withOrganization(outer, organizationId, async (tx) => {
      const scope: StoreScope = { tx, organizationId, changes: noChanges() };
      await lockOrganization(tx, organizationId);
      // First: a word that is given meanwhile waits for this row, and asks again.
      await clearRefoldDue(tx, personIds);
      // Only people adopt tools.
      scope.changes.adoption = true;
      const spans = personIds.map((personId) => ({ personId, from: '0001-01-01', to: null }));
      markStale(scope, await findDaysCounting(tx, organizationId, spans));
      for (const id of await findPullRequestsNaming(tx, organizationId, personIds)) {
        scope.changes.pullRequests.add(id);
        scope.changes.reassigned.add(id);
      }
      await refoldPullRequests(scope);
      return settleChanges(scope);
    }),
  );
}
