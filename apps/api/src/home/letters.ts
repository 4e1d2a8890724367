import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'static';
const LATIN = /^inter-latin-(?!ext)[\w.-]*\.woff2$/;

/** The address of the dashboard's latin letters, by where it was built; null where it was not. */
export function lettersIn(directory: string | undefined): string | null {
  if (directory === undefined) return null;
  const name = namesIn(join(directory, FOLDER)).find((one) => LATIN.test(one));
  return name === undefined ? null : `/${FOLDER}/${name}`;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
