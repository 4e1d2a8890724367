// How long `uplift serve` takes until it answers, cold and warm, beside what lies below it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { begin, end, line, median, milliseconds, ratio, timed } from './lib/report.mjs';
import { serveUplift } from './lib/serve.mjs';
import { packageOf, placeOf, temporaryDirectory, withCleanup } from './lib/stores.mjs';

const WARM_RUNS = 3;

const { PGlite } = packageOf('packages/db', '@electric-sql/pglite');
const bench = begin('start', 'from the command to the first answer');
const rows = [['', 'cold', 'warm', 'beside node -e 0']];

await withCleanup(async (cleanup) => {
  await startNode();
  const node = await several(startNode);
  rows.push(['node -e 0', '', milliseconds(node), ratio(node, node)]);

  const directory = temporaryDirectory(cleanup);
  const opening = () => openBare(directory);
  addRow('PGlite alone, in a running process', await opening(), await several(opening));

  const data = temporaryDirectory(cleanup);
  const embedded = () => startUplift({ UPLIFT_DATA_DIR: data });
  addRow('uplift serve, embedded', await embedded(), await several(embedded));

  const url = await placeOf('postgres', cleanup);
  const distributed = () => startUplift({ DATABASE_URL: url, UPLIFT_DATA_DIR: data });
  addRow('uplift serve, PostgreSQL', await distributed(), await several(distributed));

  function addRow(name, cold, warm) {
    rows.push([name, milliseconds(cold), milliseconds(warm), ratio(warm, node)]);
    line(`${name}: done`);
  }
});
end(bench, rows);

async function several(work) {
  const figures = [];
  for (let run = 0; run < WARM_RUNS; run += 1) figures.push(await work());
  return median(figures);
}

async function startNode() {
  const { seconds } = await timed(() => once(spawn(process.execPath, ['-e', '0']), 'exit'));
  return seconds * 1000;
}

async function openBare(directory) {
  const { result, seconds } = await timed(async () => {
    const client = await PGlite.create(directory);
    await client.query('select 1');
    return client;
  });
  await result.close();
  return seconds * 1000;
}

/** Milliseconds until the probe for load balancers says that it is ready. */
async function startUplift(settings) {
  const startedAt = performance.now();
  const { url, stop } = await serveUplift(settings);
  try {
    const response = await fetch(`${url}/readyz`);
    if (!response.ok) throw new Error(`/readyz answered ${response.status}`);
    return performance.now() - startedAt;
  } finally {
    await stop();
  }
}
