import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryDirectory } from '@uplift/testkit';

import { runUplift } from './service.ts';

/** Embedded data directories that are made once and copied: making one takes seconds. */
export type MigratedDirectory = {
  /** @returns the path of a new data directory, empty and up to date */
  readonly copy: () => Promise<string>;
  /** Removes all copies. */
  readonly remove: () => Promise<void>;
};

/**
 * Makes a data directory with `uplift migrate`.
 *
 * @throws {Error} with the output of the command, if it failed
 */
export async function migratedDirectory(): Promise<MigratedDirectory> {
  const { path, remove } = await temporaryDirectory();
  const original = join(path, 'original');
  const { code, stderr } = await runUplift(['migrate'], { UPLIFT_DATA_DIR: original });
  if (code !== 0) throw new Error(`nothing was migrated: ${stderr}`);
  let copies = 0;
  return {
    async copy() {
      copies += 1;
      const target = join(path, `copy-${copies}`);
      await cp(original, target, { recursive: true });
      return target;
    },
    remove,
  };
}
