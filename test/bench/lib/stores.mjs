// Databases and directories of one bench, gone at its end.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { migrateDatabase, openEmbedded, openPostgres } from '@uplift/db';
import { createTemporaryDatabase } from '@uplift/testkit';

/** Runs a bench, and clears away afterwards whatever it asked to be cleared. */
export async function withCleanup(work) {
  const cleaners = [];
  try {
    return await work((cleaner) => cleaners.push(cleaner));
  } finally {
    for (const cleaner of cleaners.toReversed()) await cleaner();
  }
}

/** An empty directory. */
export function temporaryDirectory(cleanup) {
  const path = mkdtempSync(join(tmpdir(), 'uplift-bench-'));
  cleanup(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** The address of an empty PostgreSQL database. */
async function temporaryDatabase(cleanup) {
  const database = await createTemporaryDatabase();
  cleanup(() => database.drop());
  return database.url;
}

/** An open and migrated store of either kind, in this process; at a new place unless told. */
export async function openStore(dialect, cleanup, place) {
  const at = place ?? (await placeOf(dialect, cleanup));
  const store =
    dialect === 'pglite'
      ? await openEmbedded({ dataDirectory: at })
      : openPostgres({ url: at, poolSize: 10 });
  cleanup(() => store.close());
  await migrateDatabase(store.db);
  return store;
}

/** An empty directory for the embedded database, or the address of an empty PostgreSQL database. */
export async function placeOf(dialect, cleanup) {
  return dialect === 'pglite' ? temporaryDirectory(cleanup) : temporaryDatabase(cleanup);
}

/** A package that a room of the project depends on, as that room would load it. */
export function packageOf(room, name) {
  return createRequire(new URL(`../../../${room}/package.json`, import.meta.url))(name);
}

/** The two databases, as people know them. */
export const dialectNames = { pglite: 'embedded PGlite', postgres: 'PostgreSQL' };
