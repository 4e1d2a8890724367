// Makes a checkout ready to run: installs what is missing and builds what has changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withLock } from './lock.mjs';
import { Failure, npm, root, run, say, tool } from './process.mjs';

const LEAST_NODE = [20, 19];
const LOCK = join(root, '.services', 'bootstrap.lock');
const STAMPS = join(root, 'node_modules', '.cache', 'uplift');
const ROOT_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'turbo.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', '.turbo', 'coverage']);

/**
 * Installs if `node_modules` does not fit `package-lock.json`, builds if a source has changed, and
 * otherwise only looks. Only one process at a time does so in a checkout.
 */
export async function ensureReady({ log = say } = {}) {
  assertNode();
  if (isInstalled() && isBuilt()) return;
  await withLock(LOCK, async () => {
    if (!isInstalled()) await install(log);
    if (!isBuilt()) await build(log);
  });
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new Failure(
    `Uplift needs Node ${LEAST_NODE.join('.')} or later; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  );
}

function isInstalled() {
  const wanted = lockHash();
  if (stampOf('install') === wanted) return true;
  if (!fitsLock()) return false;
  writeStamp('install', wanted);
  return true;
}

/** Whether what npm says it installed is what the lock file wants, other systems' parts aside. */
function fitsLock() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (modifiedAt(hidden) === null) return false;
  const installed = packagesOf(hidden);
  return Object.entries(packagesOf(join(root, 'package-lock.json')))
    .filter(([path, { optional }]) => path.includes('node_modules/') && optional !== true)
    .every(([path, { version }]) => installed[path]?.version === version);
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

async function install(log) {
  log('Installing packages (npm ci) …');
  const command = [...npm(), 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = await run(command, { output: 'stderr' }).catch(() => ({ status: 1 }));
  if (status !== 0) {
    throw new Failure('npm ci failed (see above); check the network or registry, then try again.');
  }
  writeStamp('install', lockHash());
}

async function build(log) {
  log('Building …');
  const before = fingerprint();
  const command = [tool('turbo'), 'run', 'build', '--output-logs=errors-only'];
  const environment = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const { status, text } = await run(command, { output: 'collected', environment });
  if (status !== 0)
    throw new Failure(`${text}\nThe build failed (see above); mend it, then try again.`);
  writeStamp('build', before);
}

function isBuilt() {
  if (stampOf('build') !== fingerprint()) return false;
  return workspaces().every((path) => !hasSources(path) || modifiedAt(join(path, 'dist')) !== null);
}

/** Changes whenever a source file is added, removed or written. */
function fingerprint() {
  const hash = createHash('sha256');
  const note = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const name of ROOT_INPUTS) note(join(root, name));
  for (const path of workspaces()) for (const file of filesBelow(path)) note(file);
  return hash.digest('hex');
}

function workspaces() {
  return ['apps', 'packages'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, parent, entry.name)),
  );
}

function* filesBelow(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!NOT_SOURCES.has(entry.name)) yield* filesBelow(path);
    } else if (!entry.name.endsWith('.tsbuildinfo')) {
      yield path;
    }
  }
}

function hasSources(workspace) {
  return modifiedAt(join(workspace, 'src')) !== null;
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function stampOf(name) {
  try {
    return readFileSync(join(STAMPS, name), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function writeStamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(join(STAMPS, name), value);
}
