// A worker in a process of its own, by a clock that its parent moves.
import process from 'node:process';

import { createGitHubAccess } from '@uplift/api';
import { openPostgres } from '@uplift/db';
import { gitHubHost } from '@uplift/github/client';
import { connectBullJobs } from '@uplift/jobs';
import { createLogger, createVault } from '@uplift/runtime';
import { createWorkerHandlers, openGitHubConnection } from '@uplift/worker';

/** The story's instant, in milliseconds since the epoch. */
let atMs = 0;
const now = () => new Date(atMs);

/** What {@link start} started; null before. */
let running = null;

process.on('message', (message) => void obey(message));
process.on('disconnect', () => process.exit(1));

/** Every message is answered with its kind, once it is done. */
async function obey(message) {
  if (message.kind === 'start') running = await start(message);
  if (message.kind === 'clock') ({ atMs } = message);
  if (message.kind === 'stop') await running?.close();
  process.send({ kind: message.kind });
  if (message.kind === 'stop') process.disconnect();
}

async function start(wish) {
  ({ atMs } = wish);
  const logger = createLogger({ name: 'worker', level: 'debug' });
  const store = openPostgres({ url: wish.databaseUrl, poolSize: 8 });
  const onError = (error, failed) => logger.error({ err: error, failed }, 'a job failed');
  const jobs = connectBullJobs({ url: wish.redisUrl, onError });
  const github = connectionOf(wish, store);
  const kept = { inboxRetentionDays: null, backfillDays: 3650 };
  const { db } = store;
  const deps = { db, queue: jobs.queue, now, logger, github, ...kept };
  const worker = await jobs.work(createWorkerHandlers(deps));
  return {
    close: async () => {
      await worker.close();
      await jobs.close();
      await store.close();
    },
  };
}

function connectionOf({ host, secret }, { db }) {
  const settings = { host: gitHubHost(host), now, retryDelayMs: 1 };
  const access = createGitHubAccess({
    db,
    connection: settings,
    vault: createVault(secret),
    environmentApp: null,
    environmentWebhookSecret: null,
    now,
  });
  const app = async () => {
    const known = await access.app();
    return known && { appId: known.id, privateKey: known.privateKey };
  };
  return openGitHubConnection({ db, settings, token: null, app });
}
