import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline/promises';

import { say } from '../process.mjs';
import { findProgram } from './find-program.mjs';

/**
 * Installs a package of Debian or Ubuntu, if this is root on one of them: at once where no person
 * watches, else only after asking. Answers whether it is there now.
 */
export async function installPackage(name) {
  if (process.getuid?.() !== 0 || findProgram(['apt-get']) === null) return false;
  if (process.stdin.isTTY && process.stderr.isTTY && !(await agrees(name))) return false;

  say(`Installing the package ${name} with apt-get …`);
  if (aptGet(['install', '-y', '--no-install-recommends', name])) return true;
  return aptGet(['update']) && aptGet(['install', '-y', '--no-install-recommends', name]);
}

async function agrees(name) {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`The tests need ${name}. Install it with apt-get? [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function aptGet(parameters) {
  const { status } = spawnSync('apt-get', ['-qq', ...parameters], {
    stdio: ['ignore', 2, 2],
    // RUNLEVEL keeps the package from starting a server for the whole machine.
    // oxlint-disable-next-line node/no-process-env -- children inherit the environment
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  return status === 0;
}
