import { createTemporaryDatabase, temporaryDirectory } from '@uplift/testkit';

import type { OpenDatabase } from '../client.ts';
import { openEmbedded } from '../embedded/open-embedded.ts';
import { migrateDatabase } from '../migrate.ts';
import { openPostgres } from '../open-postgres.ts';

export * from './dump-store.ts';
export { emptyStore } from './empty-store.ts';
export { listeningToStatements } from './listening-to-statements.ts';
export { planOf } from './plan-of.ts';
export { tablesNaming } from './tables-naming.ts';

/** The two stores that the same code runs on. */
export const dialects = ['postgres', 'pglite'] as const;

/**
 * A migrated, empty store for one test file; `close` removes it.
 *
 * @param dialect - PostgreSQL as an unprivileged owner, or PGlite in a directory of its own
 */
export async function openTestStore(dialect: OpenDatabase['dialect']): Promise<OpenDatabase> {
  const store = dialect === 'postgres' ? await onPostgres() : await onPglite();
  await migrateDatabase(store.db);
  return store;
}

async function onPostgres(): Promise<OpenDatabase> {
  const database = await createTemporaryDatabase({ owner: 'unprivileged' });
  const store = openPostgres({ url: database.url, poolSize: 8 });
  return {
    ...store,
    async close() {
      await store.close();
      await database.drop();
    },
  };
}

async function onPglite(): Promise<OpenDatabase> {
  const directory = await temporaryDirectory();
  const store = await openEmbedded({ dataDirectory: directory.path });
  return {
    ...store,
    async close() {
      await store.close();
      await directory.remove();
    },
  };
}
