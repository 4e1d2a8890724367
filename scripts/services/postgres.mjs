// A PostgreSQL for the tests: the one that the environment names, else a private one.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { Failure, root } from '../process.mjs';
import { hasDocker, startContainer, stopContainer } from './docker.mjs';
import { copyPrograms, embeddedPostgres } from './embedded-postgres.mjs';
import { findProgram, majorVersion, versionFolders } from './find-program.mjs';
import { installPackage } from './package-manager.mjs';
import { freePort, serverDirectory, startServer, stopServer } from './private-server.mjs';
import { giveAway, serverUser } from './unprivileged.mjs';

const LEAST_VERSION = 15;
const CONTAINER = 'postgres:17-alpine';
/** What is lost in a crash does not matter to a test, so nothing waits for the disk. */
const TEST_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/** The client that the test kit brings. */
const requireOfTestkit = createRequire(join(root, 'packages', 'testkit', 'package.json'));

/** Answers `{ url, how, server }`; `server` is `null` where there is nothing to stop. */
export async function providePostgres(environment) {
  return (
    (await fromEnvironment(environment)) ??
    (await fromPrograms(installedPrograms())) ??
    (await fromPrograms(await embeddedPostgres())) ??
    (await fromDocker()) ??
    (await fromPackageManager()) ??
    giveUp()
  );
}

async function fromEnvironment(environment) {
  for (const name of ['TEST_DATABASE_URL', 'DATABASE_URL']) {
    const url = environment[name];
    if (url) {
      await assertUsable(name, url);
      return { url, how: `the server of ${name}`, server: null };
    }
  }
  return null;
}

async function assertUsable(name, url) {
  const rows = await query(
    url,
    (sql) =>
      sql`select current_setting('server_version_num')::int / 10000 as version,
          rolcreatedb or rolsuper as "mayCreate" from pg_roles where rolname = current_user`,
  ).catch((error) => {
    throw new Failure(
      `${name} does not lead to a PostgreSQL that answers: ${error.message || error.code}`,
    );
  });
  const [{ version, mayCreate }] = rows;
  if (version < LEAST_VERSION) {
    throw new Failure(
      `${name} leads to PostgreSQL ${version}; the tests need ${LEAST_VERSION} or later.`,
    );
  }
  if (!mayCreate) {
    throw new Failure(
      `The role of ${name} may not create databases, which the tests need: alter role … createdb createrole, or unset ${name} to use a private server.`,
    );
  }
}

function installedPrograms() {
  const folders = [
    ...versionFolders('/usr/lib/postgresql', 'bin'),
    ...versionFolders('/usr/local/opt', 'bin').filter((path) => path.includes('postgresql')),
    ...versionFolders('/opt/homebrew/opt', 'bin').filter((path) => path.includes('postgresql')),
    ...versionFolders('/Library/PostgreSQL', 'bin'),
    '/usr/pgsql-17/bin',
    '/usr/local/pgsql/bin',
  ];
  const postgres = findProgram(['postgres'], folders);
  if (postgres === null || majorVersion(postgres) < LEAST_VERSION) return null;
  // A link on the path may lead past the folder that holds both.
  const initdb = findProgram(['initdb'], [dirname(postgres), ...folders]);
  return initdb === null ? null : { postgres, initdb, how: postgres };
}

async function fromPrograms(found) {
  if (found === null) return null;
  const directory = serverDirectory('postgres');
  const programs = found.native === undefined ? found : copyPrograms(found, directory);
  const data = join(directory, 'data');
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    initialise({ programs, directory, data, password });
  } catch (error) {
    await stopServer({ directory });
    throw new Failure(`${programs.initdb} failed: ${String(error.stderr || error.message).trim()}`);
  }
  const settings = {
    ...TEST_SETTINGS,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [programs.postgres, '-D', data, ...flags];
  const server = await startServer({ command, directory, isReady: () => answers(url) });
  return { url, how: programs.how, server };
}

function initialise({ programs, directory, data, password }) {
  mkdirSync(data, { mode: 0o700 });
  giveAway(data);
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveAway(passwordFile);
  const flags = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  execFileSync(programs.initdb, ['-D', data, ...flags, '--locale=C', '--no-sync'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    ...serverUser(),
  });
}

async function fromDocker() {
  if (!hasDocker()) return null;
  const password = randomBytes(16).toString('hex');
  const command = Object.entries(TEST_SETTINGS).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const environment = { POSTGRES_PASSWORD: password };
  const { container, port } = startContainer({
    image: CONTAINER,
    port: 5432,
    environment,
    command,
  });
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  // The image starts its server twice; only the second listens to the network.
  for (let tries = 0; tries < 600; tries += 1) {
    if (await answers(url)) return { url, how: `${CONTAINER} in Docker`, server: { container } };
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  stopContainer(container);
  throw new Failure(`${CONTAINER} in Docker did not answer within a minute.`);
}

async function fromPackageManager() {
  return (await installPackage('postgresql')) ? fromPrograms(installedPrograms()) : null;
}

function giveUp() {
  throw new Failure(
    `The tests need PostgreSQL ${LEAST_VERSION} or later: install it (Debian: apt-get install postgresql; macOS: brew install postgresql@17), start Docker, or set TEST_DATABASE_URL.`,
  );
}

async function answers(url) {
  return query(url, (sql) => sql`select 1`).then(
    () => true,
    () => false,
  );
}

async function query(url, ask) {
  const postgres = requireOfTestkit('postgres');
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
