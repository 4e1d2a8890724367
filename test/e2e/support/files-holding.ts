import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Longer than any secret, so that none is cut in two by reading piece by piece. */
const OVERLAP = 4096;

/** The paths of files in a directory, and in those below, in which the pattern is found. */
export async function filesHolding(directory: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((one) => join(one.parentPath, one.name));
  const holding: string[] = [];
  for (const path of paths) if (await holds(path, pattern)) holding.push(path);
  return holding;
}

async function holds(path: string, pattern: RegExp): Promise<boolean> {
  let rest = '';
  for await (const piece of createReadStream(path, {
    encoding: 'latin1',
    highWaterMark: 2 ** 20,
  })) {
    const text = rest + String(piece);
    if (pattern.test(text)) return true;
    rest = text.slice(-OVERLAP);
  }
  return false;
}
