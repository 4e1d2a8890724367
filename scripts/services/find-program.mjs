import { execFileSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs on the path or in one of the folders, as a full path, or `null`. */
export function findProgram(names, folders = []) {
  // oxlint-disable-next-line node/no-process-env -- the path is what is searched
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = [...path, ...folders].flatMap((folder) =>
    names.map((name) => join(folder, `${name}${suffix}`)),
  );
  return candidates.find(isExecutable) ?? null;
}

/** The folders `parent/*`+`below`, the highest version first. */
export function versionFolders(parent, below) {
  try {
    const byNumber = new Intl.Collator('en', { numeric: true });
    return readdirSync(parent)
      .toSorted((a, b) => byNumber.compare(b, a))
      .map((name) => join(parent, name, below));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** The first number that a program's `--version` tells, or 0. */
export function majorVersion(program) {
  try {
    const text = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/(\d+)\./.exec(text)?.[1] ?? /(\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
