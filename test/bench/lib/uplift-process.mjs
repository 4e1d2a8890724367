// Uplift's api, worker or both over an embedded database or PostgreSQL, put together as `uplift
// serve` does it. Asked for `pending`, it tells how many deliveries wait in the inbox; asked for
// `workOff`, it works them off, beside no more than unpacking and parsing them.
import { createServer } from 'node:http';

import { createApi } from '@uplift/api';
import {
  countDeliveriesByState,
  decompressBody,
  migrateDatabase,
  openEmbedded,
  openPostgres,
  rowsOf,
} from '@uplift/db';
import { connectBullJobs, createInlineJobs } from '@uplift/jobs';
import { createLogger } from '@uplift/runtime';
import { createWorkerHandlers, processInbox, scheduleWork } from '@uplift/worker';

import { answerQuestions } from './processes.mjs';
import { timed } from './report.mjs';
import { packageOf } from './stores.mjs';

const { sql } = packageOf('packages/db', 'drizzle-orm');

const now = () => new Date();
/** Log lines are made, as in a service, and thrown away. */
const nowhere = { write: () => true };
const onError = (error) => process.stderr.write(`${error.stack}\n`);

await answerQuestions(async (settings) => {
  const store = await openStore(settings);
  const logger = createLogger({ name: 'bench', level: 'info', destination: nowhere });
  const jobs = openJobs(settings);
  if (settings.worker) await startWorker({ store, jobs, logger });
  const server = settings.api
    ? await listen({ store, jobs, logger, secret: settings.secret })
    : null;
  return {
    ready: { url: server && `http://127.0.0.1:${server.address().port}/webhooks/github` },
    answer: (question) => (question === 'workOff' ? workOff(store) : countPending(store)),
    close: async () => {
      server?.closeAllConnections();
      await jobs.close();
      await store.close();
    },
  };
});

async function openStore({ dialect, place }) {
  const store =
    dialect === 'pglite'
      ? await openEmbedded({ dataDirectory: place })
      : openPostgres({ url: place, poolSize: 10 });
  await migrateDatabase(store.db);
  return store;
}

function openJobs({ redis }) {
  return redis ? connectBullJobs({ ...redis, onError }) : createInlineJobs({ onError });
}

async function startWorker({ store, jobs, logger }) {
  const { db } = store;
  await jobs.work(
    createWorkerHandlers({
      db,
      queue: jobs.queue,
      now,
      logger,
      inboxRetentionDays: null,
      github: null,
    }),
  );
  await scheduleWork(jobs.queue);
}

async function listen({ store, jobs, logger, secret }) {
  const { db, dialect } = store;
  const deps = { db, dialect, queue: jobs.queue, now, logger, webhookSecret: secret };
  const server = createServer(createApi({ ...deps, version: 'bench' }));
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

async function countPending({ db }) {
  return (await countDeliveriesByState(db)).pending;
}

/** Works off a full inbox, beside reading, unpacking and parsing the same bodies. */
async function workOff({ db }) {
  const baseline = await timed(async () => {
    const rows = await rowsOf(db, sql`select encode(body, 'base64') as body from deliveries`);
    for (const { body } of rows) {
      JSON.parse(Buffer.from(await decompressBody(Buffer.from(body, 'base64'))).toString());
    }
    return rows.length;
  });
  const queue = { enqueue: async () => {} };
  const worked = await timed(() => processInbox({ db, queue, now, onError }));
  const { processed, ignored, failed, postponed } = worked.result;
  if (failed + postponed > 0) throw new Error('not every delivery could be worked off');
  return {
    perSecond: (processed + ignored) / worked.seconds,
    baseline: baseline.result / baseline.seconds,
  };
}
