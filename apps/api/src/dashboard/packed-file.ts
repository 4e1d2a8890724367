import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** A file as it is sent: plain and as packed by the build. */
export type PackedFile = {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Reads a built site whole, by address; files of kinds that it does not know are left out. Null
 * where none was built.
 */
export function readSite(directory: string): ReadonlyMap<string, PackedFile> | null {
  const names = namesIn(directory);
  if (names === null) return null;
  const known = new Set(names);
  const read = (name: string) => (known.has(name) ? readFileSync(join(directory, name)) : null);
  const site = new Map<string, PackedFile>();
  for (const name of names) {
    const type = TYPES[extname(name)];
    const plain = type === undefined ? null : read(name);
    if (type === undefined || plain === null) continue;
    const address = `/${name.split(sep).join('/')}`;
    site.set(address, { type, plain, br: read(`${name}.br`), gzip: read(`${name}.gz`) });
  }
  return site.has('/index.html') ? site : null;
}

function namesIn(directory: string): string[] | null {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
