import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';

import type { OpenDatabase } from '../client.ts';
import { lockDirectory } from './directory-lock.ts';

/**
 * Opens the embedded database of a directory, and creates both where they are missing. One process
 * at a time: the directory is locked until closed or until this process is gone.
 *
 * @throws {DirectoryInUseError} if another process has it open
 */
export async function openEmbedded(options: {
  readonly dataDirectory: string;
}): Promise<OpenDatabase> {
  const release = lockDirectory(options.dataDirectory);
  try {
    const client = await PGlite.create(join(options.dataDirectory, 'pgdata'));
    return {
      db: drizzle(client),
      dialect: 'pglite',
      async close() {
        await client.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
