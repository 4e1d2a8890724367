import {
  bumpDataVersion,
  findInstallationOf,
  hasData,
  lockOrganization,
  purgeOrganization,
  withOrganization,
  type Database,
} from '@uplift/db';

import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { deleteDeliveriesOf } from './delete-deliveries.ts';

/** What becomes of the data of an organisation that removed the App. */
export type OnUninstall = 'keep' | 'purge';

/**
 * Removes the data of an organisation that removed the App, its raw deliveries included, where the
 * settings say so. One that has the App again by now keeps it.
 *
 * @returns whether something was removed
 */
export async function letGoOfOrganization(
  { organizationId }: { readonly organizationId: number },
  { db, onUninstall }: { readonly db: Database; readonly onUninstall: OnUninstall },
): Promise<boolean> {
  if (onUninstall === 'keep') return false;
  const organization = await findInstallationOf(db, organizationId);
  if (organization?.status !== 'removed') return false;
  // First: what was read from them is how it is known that there is something to remove.
  await deleteDeliveriesOf(organization, db);
  return retryingTransaction(db, async (tx) => {
    await lockOrganization(tx, organizationId);
    const status = (await findInstallationOf(tx, organizationId))?.status;
    if (status !== 'removed') return false;
    return withOrganization(tx, organizationId, async (own) => {
      if (!(await hasData(own))) return false;
      await purgeOrganization(own, organizationId);
      await bumpDataVersion(own, organizationId);
      return true;
    });
  });
}
