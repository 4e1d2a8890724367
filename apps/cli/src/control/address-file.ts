import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

const FILE_NAME = 'server.json';

/** Where the server of an embedded directory takes commands, and the key that it wants. */
const ControlAddress = z.object({ url: z.url(), key: z.string().min(32) });
export type ControlAddress = z.infer<typeof ControlAddress>;

/** Leaves the address for commands of the same person: only the owner of the file can read it. */
export function writeControlAddress(dataDirectory: string, address: ControlAddress): void {
  const path = join(dataDirectory, FILE_NAME);
  rmSync(path, { force: true });
  writeFileSync(path, JSON.stringify(address), { mode: 0o600 });
}

/** The address, or null if no server left one. */
export function readControlAddress(dataDirectory: string): ControlAddress | null {
  try {
    const text = readFileSync(join(dataDirectory, FILE_NAME), 'utf8');
    return ControlAddress.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Takes the address away when the server ends. */
export function removeControlAddress(dataDirectory: string): void {
  rmSync(join(dataDirectory, FILE_NAME), { force: true });
}
