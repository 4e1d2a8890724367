// Signed deliveries: how many Uplift acknowledges a second, how fast, and how many it works off.
import { setTimeout } from 'node:timers/promises';

import { decompressBody, openPostgres, rowsOf } from '@uplift/db';
import { createRedisPrefix } from '@uplift/testkit';
import { processInbox } from '@uplift/worker';

import { startProcess } from './lib/processes.mjs';
import { begin, count, end, line, milliseconds, number, ratio, timed } from './lib/report.mjs';
import {
  dialectNames,
  packageOf,
  temporaryDatabase,
  temporaryDirectory,
  withCleanup,
} from './lib/stores.mjs';

const SECRET = 'a secret of this bench';
const CONCURRENCIES = [8, 32];
const EACH = 1500;
/** The first ones warm up the receiver and are not measured. */
const WARM_UP = 200;
const LOOK_EVERY_MS = 50;

const { sql } = packageOf('packages/db', 'drizzle-orm');
const processOf = (name) => new URL(`./lib/${name}-process.mjs`, import.meta.url);
const bench = begin('deliveries', 'signed webhooks acknowledged and worked off a second');

await withCleanup(async (cleanup) => {
  const amount = WARM_UP + EACH * CONCURRENCIES.length;
  const sender = await startProcess(processOf('sender'), { amount, secret: SECRET }, cleanup);
  const bytes = sender.ready.bytes / amount;
  line(`${count(amount)} deliveries of ${number(bytes / 1024)} KiB on average`);
  const rows = [['receiver', 'at once', 'a second', 'p50', 'p95', 'p99', 'beside bare']];
  const worked = [];

  for (const dialect of ['pglite', 'postgres']) {
    const bare = await measureBare(dialect, sender);
    for (const of of variantsOf(dialect)) {
      const measured = await measureUplift({ ...of, dialect, amount }, sender);
      for (const [place, sent] of measured.sent.entries())
        rows.push(rowOf(of.name, sent, bare[place]));
      worked.push(...measured.worked);
    }
    for (const sent of bare) rows.push(rowOf(`bare, ${dialectNames[dialect]}`, sent, sent));
  }
  for (const text of worked) line(text);
  end(bench, rows);
});

function variantsOf(dialect) {
  return dialect === 'pglite'
    ? [{ name: 'Uplift, embedded', worker: true }]
    : [
        { name: 'Uplift, PostgreSQL, api alone', worker: false },
        { name: 'Uplift, PostgreSQL, api and worker', worker: true },
      ];
}

async function measureBare(dialect, sender) {
  return withCleanup(async (cleanup) => {
    const settings = { dialect, place: await placeOf(dialect, cleanup) };
    const receiver = await startProcess(processOf('bare-receiver'), settings, cleanup);
    return sendAll(receiver.ready.url, sender);
  });
}

async function measureUplift({ dialect, name, worker, amount }, sender) {
  return withCleanup(async (cleanup) => {
    const place = await placeOf(dialect, cleanup);
    const settings = { dialect, place, secret: SECRET, redis: await redisOf(dialect, cleanup) };
    const together = dialect === 'pglite' && worker;
    const api = { ...settings, api: true, worker: together };
    const receiver = await startProcess(processOf('uplift'), api, cleanup);
    if (worker && !together) {
      await startProcess(processOf('uplift'), { ...settings, api: false, worker: true }, cleanup);
    }

    const startedAt = performance.now();
    const sent = await sendAll(receiver.ready.url, sender);
    if (!worker) return { sent, worked: [await workOff(place, cleanup)] };
    while ((await receiver.ask('pending')).pending > 0) await setTimeout(LOOK_EVERY_MS);
    const seconds = (performance.now() - startedAt) / 1000;
    const perSecond = number(amount / seconds);
    return { sent, worked: [`${name}: ${perSecond} a second from sending to facts, all in all`] };
  });
}

async function sendAll(url, sender) {
  await sender.ask({ url, from: 0, to: WARM_UP, concurrency: CONCURRENCIES[0] });
  const sent = [];
  for (const [place, concurrency] of CONCURRENCIES.entries()) {
    const from = WARM_UP + place * EACH;
    sent.push({ concurrency, ...(await sender.ask({ url, from, to: from + EACH, concurrency })) });
  }
  return sent;
}

/** Works off a full inbox here, beside unpacking and parsing the same bodies. */
async function workOff(url, cleanup) {
  const { db, close } = openPostgres({ url, poolSize: 4 });
  cleanup(close);
  const parsed = await timed(async () => {
    const bodies = await rowsOf(db, sql`select body from deliveries`);
    for (const { body } of bodies) JSON.parse(Buffer.from(await decompressBody(body)).toString());
    return bodies.length;
  });
  const deps = { db, queue: { enqueue: async () => {} }, now: () => new Date() };
  const onError = (error) => {
    throw error;
  };
  const { result, seconds } = await timed(() => processInbox({ ...deps, onError }));
  const perSecond = result.processed / seconds;
  const baseline = parsed.result / parsed.seconds;
  return `worker, PostgreSQL: ${number(perSecond)} a second into facts, ${ratio(perSecond, baseline)} reading, unpacking and parsing alone (${number(baseline)})`;
}

function placeOf(dialect, cleanup) {
  return dialect === 'pglite' ? temporaryDirectory(cleanup) : temporaryDatabase(cleanup);
}

async function redisOf(dialect, cleanup) {
  if (dialect === 'pglite') return null;
  const { url, prefix, clean } = createRedisPrefix();
  cleanup(clean);
  return { url, prefix };
}

function rowOf(name, { concurrency, perSecond, p50, p95, p99 }, bare) {
  const latencies = [p50, p95, p99].map(milliseconds);
  return [
    name,
    String(concurrency),
    number(perSecond),
    ...latencies,
    ratio(perSecond, bare.perSecond),
  ];
}
