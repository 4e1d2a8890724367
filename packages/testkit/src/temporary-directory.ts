import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty directory of one test. */
export type TemporaryDirectory = {
  readonly path: string;
  /** Removes the directory with everything in it; removing it twice is harmless. */
  readonly remove: () => Promise<void>;
};

/** Makes an empty directory below the system's temporary one. */
export async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), 'uplift-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}
