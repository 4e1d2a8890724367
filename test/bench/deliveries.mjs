// Signed deliveries: how many Uplift acknowledges a second, how fast, and how many it works off.
import { setTimeout } from 'node:timers/promises';

import { createRedisPrefix } from '@uplift/testkit';

import { startProcess } from './lib/processes.mjs';
import { begin, count, end, line, milliseconds, number, quantile, ratio } from './lib/report.mjs';
import { dialectNames, placeOf, withCleanup } from './lib/stores.mjs';

const SECRET = 'a secret of this bench';
const CONCURRENCIES = [8, 32];
/** Each concurrency is measured in so many turns, so that a busy moment meets every receiver. */
const TURNS = 3;
const EACH_TURN = 150;
/** The first ones warm up the receiver and are not measured. */
const WARM_UP = 100;
const AMOUNT = WARM_UP + EACH_TURN * TURNS * CONCURRENCIES.length;
const LOOK_EVERY_MS = 10;

const processOf = (name) => new URL(`./lib/${name}-process.mjs`, import.meta.url);
const bench = begin('deliveries', 'signed webhooks acknowledged and worked off a second');

await withCleanup(async (cleanup) => {
  const sender = await startProcess(
    processOf('sender'),
    { amount: AMOUNT, secret: SECRET },
    cleanup,
  );
  line(
    `${count(AMOUNT)} deliveries of ${number(sender.ready.bytes / AMOUNT / 1024)} KiB on average`,
  );
  const rows = [['receiver', 'at once', 'a second', 'p50', 'p95', 'p99', 'beside bare']];
  for (const dialect of ['pglite', 'postgres']) rows.push(...(await measure(dialect, sender)));
  end(bench, rows);
});

/** All receivers on one kind of database, in turns. */
async function measure(dialect, sender) {
  return withCleanup(async (cleanup) => {
    const receivers = [await startBare(dialect, cleanup)];
    for (const working of [false, true])
      receivers.push(await startUplift({ dialect, working }, cleanup));
    for (const receiver of receivers)
      await sendTo(receiver, sender, { from: 0, to: WARM_UP, concurrency: 8 });

    const rows = [];
    let from = WARM_UP;
    for (const concurrency of CONCURRENCIES) {
      const results = receivers.map(() => ({ seconds: 0, workedSeconds: 0, latencies: [] }));
      for (let turn = 0; turn < TURNS; turn += 1) {
        const part = { from, to: from + EACH_TURN, concurrency };
        for (const [index, receiver] of receivers.entries()) {
          add(results[index], await sendTo(receiver, sender, part));
        }
        from += EACH_TURN;
      }
      rows.push(
        ...receivers.map(({ name }, index) => rowOf({ name, concurrency, results, index })),
      );
      tellWorked(receivers, results, concurrency);
    }
    await tellWorkOff(receivers[1]);
    return rows;
  });
}

async function sendTo(receiver, sender, part) {
  const startedAt = performance.now();
  const sent = await sender.ask({ url: receiver.url, ...part });
  while (receiver.working && (await receiver.ask('pending')) > 0) await setTimeout(LOOK_EVERY_MS);
  return { ...sent, workedSeconds: (performance.now() - startedAt) / 1000 };
}

function add(result, { seconds, workedSeconds, latencies }) {
  result.seconds += seconds;
  result.workedSeconds += workedSeconds;
  result.latencies.push(...latencies);
}

function rowOf({ name, concurrency, results, index }) {
  const { seconds, latencies } = results[index];
  const perSecond = latencies.length / seconds;
  const bare = results[0].latencies.length / results[0].seconds;
  const percentiles = [0.5, 0.95, 0.99].map((q) => milliseconds(quantile(latencies, q)));
  return [name, String(concurrency), number(perSecond), ...percentiles, ratio(perSecond, bare)];
}

function tellWorked(receivers, results, concurrency) {
  for (const [index, { name, working }] of receivers.entries()) {
    if (!working) continue;
    const { latencies, workedSeconds } = results[index];
    const perSecond = number(latencies.length / workedSeconds);
    line(`${name}, ${concurrency} at once: ${perSecond} a second from sending to facts`);
  }
}

/** What the idle service has gathered is worked off with nothing else going on. */
async function tellWorkOff({ name, ask }) {
  const { perSecond, baseline } = await ask('workOff');
  line(
    `${name}, then working off the full inbox: ${number(perSecond)} a second into facts, ` +
      `${ratio(perSecond, baseline)} reading, unpacking and parsing alone (${number(baseline)})`,
  );
}

async function startBare(dialect, cleanup) {
  const settings = { dialect, place: await placeOf(dialect, cleanup) };
  const { ready } = await startProcess(processOf('bare-receiver'), settings, cleanup);
  return { name: `bare, ${dialectNames[dialect]}`, url: ready.url, working: false };
}

/** One process on an embedded database; api and worker apart, with Redis between, on PostgreSQL. */
async function startUplift({ dialect, working }, cleanup) {
  const place = await placeOf(dialect, cleanup);
  const settings = { dialect, place, secret: SECRET, redis: await redisOf(dialect, cleanup) };
  const together = dialect === 'pglite' && working;
  const api = await startProcess(
    processOf('uplift'),
    { ...settings, api: true, worker: together },
    cleanup,
  );
  if (working && !together) {
    await startProcess(processOf('uplift'), { ...settings, api: false, worker: true }, cleanup);
  }
  const name = `Uplift, ${dialectNames[dialect]}, worker ${working ? 'working' : 'idle'}`;
  return { name, url: api.ready.url, working, ask: api.ask };
}

async function redisOf(dialect, cleanup) {
  if (dialect === 'pglite') return null;
  const { url, prefix, clean } = createRedisPrefix();
  cleanup(clean);
  return { url, prefix };
}
