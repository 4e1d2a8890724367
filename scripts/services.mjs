#!/usr/bin/env node
// PostgreSQL and Redis for the tests. `node scripts/services.mjs start|stop` keeps them for development.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ensureReady } from './bootstrap.mjs';
import { isAlive } from './lock.mjs';
import { Failure, main, root, say } from './process.mjs';
import { stopContainer } from './services/docker.mjs';
import { providePostgres } from './services/postgres.mjs';
import { stopServer } from './services/private-server.mjs';
import { provideRedis } from './services/redis.mjs';

const RECORDS = join(root, '.services', 'run');
const DEVELOPMENT = 'development';

/**
 * Finds or starts both services. What was started is written down first, so that the next run can
 * end it should this process be killed.
 *
 * @returns their addresses as `variables` for the environment, and `stop`
 */
export async function startServices({
  environment,
  name = String(process.pid),
  owner = process.pid,
}) {
  await stopAbandoned();
  const servers = [];
  const variables = {};
  const stop = async () => {
    for (const server of servers.splice(0)) await end(server);
    rmSync(recordOf(name), { force: true });
  };
  const provide = async (title, variable, how) => {
    const service = await how(environment);
    if (service.server !== null) servers.push(service.server);
    variables[variable] = service.url;
    record(name, { owner, servers, variables });
    say(`${title}: ${service.how}`);
  };
  try {
    await provide('PostgreSQL', 'TEST_DATABASE_URL', providePostgres);
    await provide('Redis', 'TEST_REDIS_URL', provideRedis);
  } catch (error) {
    await stop();
    throw error;
  }
  return { variables, stop };
}

async function end(server) {
  if (server.container === undefined) await stopServer(server);
  else stopContainer(server.container);
}

/** Ends what runs of killed processes have left behind. */
async function stopAbandoned() {
  for (const file of recordFiles()) {
    const { owner } = readRecord(file);
    // A number of this very process on a record is one that was used before.
    const isGone = owner === process.pid || !isAlive(owner);
    if (owner !== null && isGone) await stopRecorded(file);
  }
}

async function stopRecorded(file) {
  for (const server of readRecord(file).servers) await end(server);
  rmSync(file, { force: true });
}

function record(name, content) {
  mkdirSync(RECORDS, { recursive: true });
  writeFileSync(recordOf(name), JSON.stringify(content), { mode: 0o600 });
}

function recordOf(name) {
  return join(RECORDS, `${name}.json`);
}

function recordFiles() {
  try {
    return readdirSync(RECORDS).map((file) => join(RECORDS, file));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function readRecord(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function isRunning(file) {
  const servers = recordFiles().includes(file) ? readRecord(file).servers : [];
  return servers.length > 0 && servers.every(({ pid }) => pid === undefined || isAlive(pid));
}

async function startForDevelopment() {
  await ensureReady();
  const file = recordOf(DEVELOPMENT);
  if (!isRunning(file)) {
    if (recordFiles().includes(file)) await stopRecorded(file);
    // oxlint-disable-next-line node/no-process-env -- services may be named by the environment
    await startServices({ environment: process.env, name: DEVELOPMENT, owner: null });
  }
  for (const [name, value] of Object.entries(readRecord(file).variables)) {
    process.stdout.write(`export ${name}='${value}'\n`);
  }
}

async function stopForDevelopment() {
  const file = recordOf(DEVELOPMENT);
  if (recordFiles().includes(file)) await stopRecorded(file);
  else say('No services of this checkout are running.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async ([command]) => {
    if (command === 'start') await startForDevelopment();
    else if (command === 'stop') await stopForDevelopment();
    else throw new Failure('Usage: node scripts/services.mjs start|stop');
    return 0;
  });
}
