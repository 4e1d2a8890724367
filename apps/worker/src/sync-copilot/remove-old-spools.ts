import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How the directories are called that hold a report until it is stored. */
export const SPOOL_PREFIX = 'uplift-report-';

/** No report takes so long. */
const OLD_MS = 6 * 3_600_000;

/**
 * Removes the directories that processes left behind which were killed while they read a report:
 * those of this user alone, and of those the ones that nobody can be at any more.
 *
 * @returns how many there were
 */
export async function removeOldSpools({
  directory,
  now,
  userId = process.getuid?.() ?? null,
}: {
  /** Where they lie. */
  readonly directory: string;
  readonly now: Date;
  /** Null where the system knows no users. */
  readonly userId?: number | null;
}): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  let removed = 0;
  for (const name of names.filter((one) => one.startsWith(SPOOL_PREFIX))) {
    const path = join(directory, name);
    // Gone in between, or not to be looked at: not ours to worry about.
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory() !== true) continue;
    const isOurs = userId === null || found.uid === userId;
    if (!isOurs || now.getTime() - found.mtimeMs < OLD_MS) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
