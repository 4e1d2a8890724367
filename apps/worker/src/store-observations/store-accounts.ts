import { lockOrganization, withOrganization, type Transaction } from '@uplift/db';
import type { AccountRef } from '@uplift/metrics';

import { refoldPullRequests } from './refold-pull-requests.ts';
import { resolveAccounts, type People } from './resolve-people.ts';
import { settleChanges, type StoreOutcome } from './store-observations.ts';
import { noChanges, type StoreScope } from './store-scope.ts';

/** Accounts to be known, and what is to be kept of them. */
export type AccountsToStore = {
  readonly organizationId: number;
  readonly accounts: readonly AccountRef[];
  /** Keeps what rests on the accounts, with their ids. */
  readonly keep?: (tx: Transaction, people: People) => Promise<void>;
};

/** Finds or makes accounts in the caller's transaction, as storing observations does. */
export async function storeAccounts(
  outer: Transaction,
  { organizationId, accounts, keep }: AccountsToStore,
): Promise<StoreOutcome> {
  return withOrganization(outer, organizationId, async (tx) => {
    const scope: StoreScope = { tx, organizationId, changes: noChanges() };
    await lockOrganization(tx, organizationId);
    const people = await resolveAccounts(scope, accounts);
    await keep?.(tx, people);
    await refoldPullRequests(scope);
    return settleChanges(scope);
  });
}
