import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { isAlive } from '../lock.mjs';
import { Failure } from '../process.mjs';
import { giveAway, serverUser } from './unprivileged.mjs';

const READY_MS = 60_000;
const STOP_MS = 15_000;

/** An empty directory for a private server, owned by the user that it runs as. */
export function serverDirectory(name) {
  const directory = mkdtempSync(join(tmpdir(), `uplift-${name}-`));
  giveAway(directory);
  return directory;
}

/** A port of 127.0.0.1 that is free. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a server as an unprivileged user in its directory and waits until `isReady` says so; a
 * server that does not start is a failure that quotes the end of its log.
 */
export async function startServer({ command, directory, input = '', isReady }) {
  const [program, ...parameters] = command;
  const logFile = join(directory, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(program, parameters, {
    cwd: directory,
    stdio: ['pipe', log, log],
    // A group of its own: Ctrl-C in the terminal ends the tests first, and they end the server.
    detached: true,
    ...serverUser(),
  });
  closeSync(log);
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  child.unref();

  const end = new AbortController();
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => resolve(`exit status ${code}`));
  });
  const failed = await Promise.race([untilReady(isReady, end.signal), ended]);
  end.abort();
  if (failed !== null) {
    const lastLine = readFileSync(logFile, 'utf8').trim().split('\n').at(-1);
    await stopServer({ pid: child.pid, directory });
    throw new Failure(`${program} did not start (${failed}): ${lastLine}`);
  }
  return { pid: child.pid, startedAt: startOf(child.pid), directory };
}

/**
 * Ends a private server and removes its directory. A process that merely has the number of one
 * that died is left alone.
 */
export async function stopServer({ pid, startedAt, directory }) {
  const isOurs = () =>
    pid !== undefined && isAlive(pid) && (startedAt ?? startOf(pid)) === startOf(pid);
  if (isOurs()) {
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + STOP_MS;
    while (isOurs() && Date.now() < deadline) await wait(20);
    if (isOurs()) process.kill(pid, 'SIGKILL');
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** When a process started, in whatever way the system tells; `null` if it tells nothing. */
function startOf(pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    return afterName[0] === 'Z' ? null : afterName[19];
  } catch {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return stdout?.trim() || null;
  }
}

async function untilReady(isReady, signal) {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline && !signal.aborted) {
    if (await isReady()) return null;
    await wait(50);
  }
  return `not ready within ${READY_MS / 1000} s`;
}
