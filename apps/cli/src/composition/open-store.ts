import { migrateDatabase, openEmbedded, openPostgres, type OpenDatabase } from '@uplift/db';

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
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
