import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { failed, ok, warning, type Check } from '../operations/check.ts';
import type { StoreSettings } from '../settings.ts';

const ID = 'data-directory';
const GIGABYTE = 1024 ** 3;
const SCARCE_BYTES = GIGABYTE;
const TOO_LITTLE_BYTES = GIGABYTE / 10;

/** Whether an embedded database can be written, and how much room is left; null without one. */
export function checkDataDirectory(store: StoreSettings): Check | null {
  if (store.mode === 'distributed') return null;
  const place = existing(resolve(store.dataDirectory));
  try {
    accessSync(place, constants.W_OK);
  } catch {
    return failed(
      ID,
      `${place} cannot be written`,
      'give this user the right to, or set UPLIFT_DATA_DIR',
    );
  }
  const { bavail, bsize } = statfsSync(place);
  const free = bavail * bsize;
  const words = `${(free / GIGABYTE).toFixed(1)} GB free for ${store.dataDirectory}`;
  const advice = 'make room, or set UPLIFT_DATA_DIR to another disk';
  if (free < TOO_LITTLE_BYTES) return failed(ID, words, advice);
  return free < SCARCE_BYTES ? warning(ID, words, advice) : ok(ID, words);
}

/** The directory, or what is there of its way: it is made when it is first needed. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
