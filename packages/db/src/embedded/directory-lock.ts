import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { z } from 'zod';

const LOCK_NAME = 'lock';

/** The directory is open in another process. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError';
  readonly directory: string;
  readonly processId: number;

  constructor(directory: string, processId: number) {
    super(
      `${directory} is in use by process ${processId}: stop that process, or set UPLIFT_DATA_DIR to another directory`,
    );
    this.directory = directory;
    this.processId = processId;
  }
}

/** Which process holds a directory. The start time tells a process from a later one with its number. */
const Holder = z.object({ processId: z.int().positive(), startedAt: z.string() });
type Holder = z.infer<typeof Holder>;

/**
 * Takes a directory for this process alone, until released or until this process is gone: a lock
 * left behind by a killed process is taken over.
 *
 * @returns the function that releases it
 * @throws {DirectoryInUseError} if a living process holds it
 */
export function lockDirectory(directory: string): () => void {
  makeDirectory(resolve(directory));
  const path = join(directory, LOCK_NAME);
  const mine: Holder = { processId: process.pid, startedAt: startOf(process.pid) };

  while (!tryCreate(path, mine)) {
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder))
      throw new DirectoryInUseError(directory, holder.processId);
    discardStale(path, holder);
  }
  return () => {
    const holder = readHolder(path);
    if (holder?.processId === mine.processId && holder.startedAt === mine.startedAt) rmSync(path);
  };
}

/**
 * Makes a directory and those above it. Step by step: Node's own recursive way never ends where a
 * parent exists in which nothing can be made, such as `/proc`.
 */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  const parent = dirname(directory);
  if (parent !== directory) makeDirectory(parent);
  try {
    mkdirSync(directory, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Creates the lock with its content in one step, so that nobody ever reads half of it. */
function tryCreate(path: string, holder: Holder): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock aside; puts it back if it turns out to be somebody's new one. */
function discardStale(path: string, stale: Holder | null): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved !== null && moved.processId !== stale?.processId) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  rmSync(aside, { force: true });
}

function readHolder(path: string): Holder | null {
  try {
    return Holder.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.processId === process.pid) return holder.startedAt === startOf(process.pid);
  try {
    process.kill(holder.processId, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return holder.startedAt === '' || holder.startedAt === startOf(holder.processId);
}

/** When a process started, in the kernel's ticks; empty where the system does not tell. */
function startOf(processId: number): string {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
