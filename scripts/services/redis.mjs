// A Redis (or Valkey) for the tests: the one that the environment names, else a private one.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { Failure } from '../process.mjs';
import { hasDocker, startContainer, stopContainer } from './docker.mjs';
import { findProgram } from './find-program.mjs';
import { installPackage } from './package-manager.mjs';
import { freePort, serverDirectory, startServer } from './private-server.mjs';

const CONTAINER = 'valkey/valkey:8-alpine';
const FOLDERS = ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin', '/usr/local/sbin'];

/** Answers `{ url, how, server }`; `server` is `null` where there is nothing to stop. */
export async function provideRedis(environment) {
  return (
    (await fromEnvironment(environment)) ??
    (await fromProgram(installedProgram())) ??
    (await fromDocker()) ??
    (await fromPackageManager()) ??
    giveUp()
  );
}

async function fromEnvironment(environment) {
  for (const name of ['TEST_REDIS_URL', 'REDIS_URL']) {
    const url = environment[name];
    if (url) {
      // A secure connection is left to the tests to try.
      if (!url.startsWith('rediss:') && !(await answers(url))) {
        throw new Failure(
          `${name} does not lead to a Redis that answers; start it, or unset ${name}.`,
        );
      }
      return { url, how: `the server of ${name}`, server: null };
    }
  }
  return null;
}

function installedProgram() {
  return findProgram(['redis-server', 'valkey-server'], FOLDERS);
}

async function fromProgram(program) {
  if (program === null) return null;
  const directory = serverDirectory('redis');
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const url = `redis://:${password}@127.0.0.1:${port}`;
  // Read from standard input, since a password among the arguments could be read by anybody.
  const settings = {
    port,
    bind: '127.0.0.1',
    requirepass: password,
    dir: directory,
    save: '""',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const input = Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
  const isReady = () => answers(url);
  const server = await startServer({ command: [program, '-'], directory, input, isReady });
  return { url, how: program, server };
}

async function fromDocker() {
  if (!hasDocker()) return null;
  const { container, port } = startContainer({ image: CONTAINER, port: 6379 });
  const url = `redis://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (await answers(url)) return { url, how: `${CONTAINER} in Docker`, server: { container } };
    await wait(100);
  }
  stopContainer(container);
  throw new Failure(`${CONTAINER} in Docker did not answer within half a minute.`);
}

async function fromPackageManager() {
  return (await installPackage('redis-server')) ? fromProgram(installedProgram()) : null;
}

function giveUp() {
  throw new Failure(
    'The tests need Redis or Valkey: install it (Debian: apt-get install redis-server; macOS: brew install redis), start Docker, or set TEST_REDIS_URL.',
  );
}

function answers(address) {
  const { hostname, port, username, password } = new URL(address);
  const credentials = [username, password].filter(Boolean).map(decodeURIComponent).join(' ');
  const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 2000 });
  return new Promise((resolve) => {
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
    socket.once('connect', () => {
      socket.write(credentials === '' ? 'PING\r\n' : `AUTH ${credentials}\r\nPING\r\n`);
    });
    socket.on('data', (chunk) => {
      if (/\+PONG/.test(chunk)) end(true);
      else if (!/^\+OK\r\n$/.test(chunk)) end(false);
    });
  });
}
