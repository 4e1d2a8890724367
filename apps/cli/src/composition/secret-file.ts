import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A secret that is kept in a file. */
export type FiledSecret = { readonly value: string; readonly path: string };

/**
 * A secret of an embedded data directory: 256 random bits, made once, readable by the owner of the
 * directory alone.
 */
export function filedSecret(dataDirectory: string, name: string): FiledSecret {
  const path = join(dataDirectory, name);
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return { value: readFileSync(path, 'utf8').trim(), path };
}
