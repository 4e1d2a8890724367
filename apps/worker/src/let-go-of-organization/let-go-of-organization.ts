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

/** What becomes of the data of an organisation that removed the App. */
export type OnUninstall = 'keep' | 'purge';

/**
 * Removes the data of an organisation that removed the App, where the settings say so. One that has
 * the App again by now keeps it.
 *
 * @returns whether something was removed
 */
export async function letGoOfOrganization(
  { organizationId }: { readonly organizationId: number },
  { db, onUninstall }: { readonly db: Database; readonly onUninstall: OnUninstall },
): Promise<boolean> {
  if (onUninstall === 'keep') return false;
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
