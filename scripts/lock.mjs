import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { Failure, say } from './process.mjs';

const PATIENCE_MS = 15 * 60_000;
/** A lock without a process number is one whose owner died between two system calls. */
const GRACE_MS = 5000;

/** Does `work` while no other process does work under the same lock, a directory. */
export async function withLock(directory, work) {
  mkdirSync(dirname(directory), { recursive: true });
  await take(directory);
  try {
    return await work();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function take(directory) {
  const deadline = Date.now() + PATIENCE_MS;
  let told = false;
  while (!tryToTake(directory)) {
    if (isAbandoned(directory)) {
      rmSync(directory, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new Failure(`Another process keeps ${directory}; end it, or remove that directory.`);
    if (!told) say('Waiting for another process that prepares this checkout …');
    told = true;
    await wait(200);
  }
}

function tryToTake(directory) {
  try {
    mkdirSync(directory);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(directory, 'pid'), String(process.pid));
  return true;
}

function isAbandoned(directory) {
  try {
    const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
    if (pid > 0) return !isAlive(pid);
    return Date.now() - statSync(directory).mtimeMs > GRACE_MS;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return ageOf(directory) > GRACE_MS;
  }
}

function ageOf(directory) {
  const status = statSync(directory, { throwIfNoEntry: false });
  return status === undefined ? 0 : Date.now() - status.mtimeMs;
}

/** Whether a process lives, also one of another user. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
