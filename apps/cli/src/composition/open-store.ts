import {
  endLeases,
  listOrganizationIds,
  migrateDatabase,
  openEmbedded,
  openPostgres,
  withOrganization,
  type Database,
  type OpenDatabase,
} from '@uplift/db';

import type { StoreSettings } from '../settings.ts';

/**
 * Opens the database that the settings name, and brings it up to date.
 *
 * @throws {DirectoryInUseError} if another process has the embedded directory open
 */
export async function openStore(store: StoreSettings): Promise<OpenDatabase> {
  const opened =
    store.mode === 'embedded'
      ? await openEmbedded({ dataDirectory: store.dataDirectory })
      : openPostgres(store);
  try {
    await migrateDatabase(opened.db);
    if (store.mode === 'embedded') await endLeasesOfTheDead(opened.db);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** An embedded directory has one opener: whoever else held something of it is no more. */
async function endLeasesOfTheDead(db: Database): Promise<void> {
  for (const organizationId of await listOrganizationIds(db)) {
    await withOrganization(db, organizationId, endLeases);
  }
}
