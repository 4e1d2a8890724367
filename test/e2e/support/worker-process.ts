import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { gitHubHost } from '@uplift/github/client';

import type { RunRecord } from './recorded.ts';

const PROGRAM = fileURLToPath(new URL('worker-process.mjs', import.meta.url));

/** What a worker of its own process has to know. */
export type WorkerProcessWish = {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly host: Parameters<typeof gitHubHost>[0];
  /** What opens the App's credentials. */
  readonly secret: string;
  readonly startsAt: Date;
  readonly record: RunRecord;
};

/** A running worker of the built code, by a clock of its own. */
export type WorkerProcess = {
  /** Resolves when its clock shows the instant. */
  readonly setNow: (at: Date) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Ends it at once, whatever it does (`kill -9`). */
  readonly kill: () => Promise<void>;
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a worker as a process that shares nothing with this one but PostgreSQL and Redis.
 *
 * @throws {Error} if it ends before it is told to
 */
export async function startWorkerProcess(wish: WorkerProcessWish): Promise<WorkerProcess> {
  const { record, startsAt, ...rest } = wish;
  const log = openSync(record.workerLog, 'a');
  const child = fork(PROGRAM, [], {
    execArgv: [],
    env: { TMPDIR: record.temporary },
    stdio: ['ignore', log, log, 'ipc'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  await tell(child, { kind: 'start', atMs: startsAt.getTime(), ...rest });
  return {
    setNow: (at) => tell(child, { kind: 'clock', atMs: at.getTime() }),
    close: async () => {
      const ended = once(child, 'close');
      await tell(child, { kind: 'stop' });
      await ended;
    },
    kill: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

type Message = { readonly kind: string; readonly [key: string]: unknown };

/** Resolves when the worker has done as it is told. */
async function tell(child: ChildProcess, message: Message): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const answered = once(child, 'message', { signal });
  const ended = once(child, 'close', { signal }).then(() => {
    throw new Error('the worker ended before it was told to: see its log');
  });
  ended.catch(() => undefined);
  child.send(message);
  await Promise.race([answered, ended]);
  over.abort();
}
