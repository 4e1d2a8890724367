import type { Ready } from '@uplift/contracts';
import { findInboxBacklog, findMigrationVersion, type Database } from '@uplift/db';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';

/** An inbox in which something waits longer than this is stuck. */
const STUCK_SECONDS = 15 * 60;
const DATABASE_TIMEOUT_MS = 3000;

type Check = Ready['checks'][number];

/** What an orchestrator asks: does the process live, can it work. */
export function probeRoutes(deps: ApiDeps): Router {
  const { version } = deps;
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', version });
  });

  router.get('/readyz', async (_request, response) => {
    const checks = await checksOf(deps);
    // A worker that lags does not keep this process from taking deliveries.
    const isReady = checks.every(({ id, passed }) => passed || id === 'inbox');
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? 'ready' : 'not_ready', version, checks } satisfies Ready);
  });
  return router;
}

async function checksOf({ db, now, logger }: ApiDeps): Promise<Check[]> {
  try {
    return await inTime(databaseChecks(db, now()));
  } catch (error) {
    logger.warn({ err: error }, 'the database does not answer');
    return [{ id: 'database', passed: false, words: 'the database does not answer' }];
  }
}

async function databaseChecks(db: Database, now: Date): Promise<Check[]> {
  const database = { id: 'database', passed: true, words: 'the database answers' };
  if ((await findMigrationVersion(db)) === 0) {
    return [database, { id: 'migrations', passed: false, words: 'no migration has been applied' }];
  }
  const { oldestPendingAt, pending } = await findInboxBacklog(db);
  const seconds =
    oldestPendingAt === null ? 0 : Math.round((now.getTime() - oldestPendingAt.getTime()) / 1000);
  return [
    database,
    { id: 'migrations', passed: true, words: 'migrations have been applied' },
    {
      id: 'inbox',
      passed: seconds <= STUCK_SECONDS,
      words: pending === 0 ? 'nothing waits' : `${pending} wait, the oldest for ${seconds} s`,
    },
  ];
}

async function inTime<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), DATABASE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
