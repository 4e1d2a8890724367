// Memory at most while a small and a large history file are imported: it must not grow with the file.
// Other sizes: node test/bench/memory.mjs 50000 200000
import { join } from 'node:path';

import { startProcess } from './lib/processes.mjs';
import { begin, count, end, line, megabytes, ratio, timed } from './lib/report.mjs';
import { temporaryDirectory, withCleanup } from './lib/stores.mjs';
import { historyOf, writeLines } from './lib/worlds.mjs';

const DEFAULT_LINES = [15_000, 45_000];
const given = process.argv.slice(2).map(Number);
const sizes = given.length === 2 ? given : DEFAULT_LINES;

const bench = begin('memory', 'memory at most while importing into the embedded database');

await withCleanup(async (cleanup) => {
  const directory = temporaryDirectory(cleanup);
  const measured = [];
  for (const amount of sizes) {
    const path = join(directory, `${amount}.ndjson`);
    await writeLines(path, linesOf(amount));
    measured.push(await measure(path));
  }
  const [small, large] = measured;
  end(bench, [
    ['', 'resident set', 'heap', 'buffers'],
    rowOf(`${count(small.lines)} lines`, small),
    rowOf(`${count(large.lines)} lines`, large),
    ['lines', ...Array.from({ length: 3 }, () => ratio(large.lines, small.lines))],
    [
      'growth',
      ratio(large.rss, small.rss),
      ratio(large.heap, small.heap),
      ratio(large.external, small.external),
    ],
  ]);
});

function rowOf(name, { rss, heap, external }) {
  return [name, megabytes(rss), megabytes(heap), megabytes(external)];
}

/** The same organisation again and again under other names would be another test: one large one. */
function linesOf(amount) {
  return historyOf({ developers: 400, weeks: 52, amount });
}

async function measure(path) {
  return withCleanup(async (cleanup) => {
    const url = new URL('./lib/import-process.mjs', import.meta.url);
    const importer = await startProcess(url, {}, cleanup);
    const { result, seconds } = await timed(() => importer.ask({ path }));
    line(
      `${count(result.lines)} lines in ${seconds.toFixed(1)} s; ${megabytes(result.rssBefore)} resident before`,
    );
    return result;
  });
}
