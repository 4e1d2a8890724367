// How fast the API answers about an organisation of 20,000 pull requests.
import { createAccessToken } from '@uplift/db';
import { catchUp } from '@uplift/worker';

import { END, fillOrganization, START } from './lib/organizations.mjs';
import { startProcess } from './lib/processes.mjs';
import { begin, count, end, line, milliseconds, quantile, ratio, timed } from './lib/report.mjs';
import { dialectNames, openStore, placeOf, withCleanup } from './lib/stores.mjs';

const SIZE = { pullRequests: 20_000, people: 200, teams: 15, repositories: 40 };
const WARM_UP = 2;
/** So often at most, and no more once so many seconds are over: a busy machine would take minutes. */
const MOST_ASKED = 25;
const LEAST_ASKED = 9;
const MOST_SECONDS = 2.5;

const window = `from=${START.slice(0, 10)}&to=${END.slice(0, 10)}`;
const base = '/api/v1/organizations/acme';
const questions = [
  ['probe without the database', '/healthz'],
  ['series, a year by week', `${base}/series/cycle_time?${window}`],
  ['series, a year by day', `${base}/series/cycle_time?${window}&grain=day`],
  ['series, by week for each team', `${base}/series/cycle_time?${window}&by=team`],
  ['series, by week for each repository', `${base}/series/throughput?${window}&by=repository`],
  ['list, first page', `${base}/pull-requests?${window}`],
  [
    'list, merged in one repository',
    `${base}/pull-requests?${window}&state=merged&repository=acme/repository-7`,
  ],
];

const bench = begin('series', 'answers of the API, one after the other');

await withCleanup(async (cleanup) => {
  const rows = [['', 'p50', 'p95', 'bytes', 'beside the probe']];
  for (const dialect of ['pglite', 'postgres']) rows.push(...(await measure(dialect, cleanup)));
  end(bench, rows);
});

async function measure(dialect, cleanup) {
  const place = await placeOf(dialect, cleanup);
  const token = await fill(dialect, place);
  const url = new URL('./lib/uplift-process.mjs', import.meta.url);
  const settings = { dialect, place, api: true, worker: false, secret: null, redis: null };
  const { ready, stop } = await startProcess(url, settings, cleanup);
  const rows = [];
  let probe = null;
  for (const [name, path] of questions) {
    const { latencies, bytes } = await askOften(new URL(path, ready.url), token);
    const p50 = quantile(latencies, 0.5);
    probe ??= p50;
    const cells = [milliseconds(p50), milliseconds(quantile(latencies, 0.95)), count(bytes)];
    line(`${dialectNames[dialect]}: ${name}: ${cells[0]}`);
    rows.push([`${dialectNames[dialect]}: ${name}`, ...cells, ratio(p50, probe)]);
  }
  await stop();
  return rows;
}

async function fill(dialect, place) {
  return withCleanup(async (cleanup) => {
    const { db } = await openStore(dialect, cleanup, place);
    await fillOrganization(db, SIZE);
    const { seconds } = await timed(() => catchUp({ db, now: () => new Date(END) }));
    line(
      `${dialectNames[dialect]}: measures of a year, ${count(SIZE.pullRequests)} pull requests, in ${seconds.toFixed(1)} s`,
    );
    const everywhere = { organizationId: null, expiresAt: null };
    return createAccessToken(db, { kind: 'token', name: 'bench', role: 'admin', ...everywhere });
  });
}

async function askOften(url, token) {
  const headers = { authorization: `Bearer ${token}` };
  const latencies = [];
  let bytes = 0;
  let spent = 0;
  for (let asked = -WARM_UP; asked < MOST_ASKED; asked += 1) {
    if (asked >= LEAST_ASKED && spent > MOST_SECONDS) break;
    const { result, seconds } = await timed(async () => {
      const response = await fetch(url, { headers });
      return { ok: response.ok, text: await response.text() };
    });
    if (!result.ok) throw new Error(`${url.pathname} answered ${result.text}`);
    bytes = Buffer.byteLength(result.text);
    if (asked < 0) continue;
    latencies.push(seconds * 1000);
    spent += seconds;
  }
  return { latencies, bytes };
}
