// Importing history: lines a second into either database, beside parsing the JSON alone.
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { importHistory } from '@uplift/worker';

import { begin, count, end, line, number, ratio, timed } from './lib/report.mjs';
import { dialectNames, openStore, temporaryDirectory, withCleanup } from './lib/stores.mjs';
import { historyOf, writeLines } from './lib/worlds.mjs';

const LINES = 25_000;

const bench = begin('import', 'history lines a second');

await withCleanup(async (cleanup) => {
  const path = join(temporaryDirectory(cleanup), 'history.ndjson');
  await writeLines(path, historyOf({ developers: 120, weeks: 30, amount: LINES }));
  const parsed = await timed(() => parseAll(path));
  line(`${count(LINES)} lines of ${number(parsed.result / LINES)} bytes on average`);
  const baseline = LINES / parsed.seconds;
  const rows = [['', 'lines a second', 'beside parsing']];
  rows.push(['JSON.parse of each line', number(baseline), ratio(baseline, baseline)]);

  for (const dialect of ['pglite', 'postgres']) {
    await withCleanup(async (cleanupStore) => {
      const { db } = await openStore(dialect, cleanupStore);
      const deps = { db, now: () => new Date() };
      for (const words of ['', ', once more']) {
        const { result, seconds } = await timed(() => importHistory({ path }, deps));
        if (result.linesStored !== LINES) throw new Error('not every line was understood');
        const perSecond = LINES / seconds;
        rows.push([
          `into ${dialectNames[dialect]}${words}`,
          number(perSecond),
          ratio(perSecond, baseline),
        ]);
      }
    });
  }
  end(bench, rows);
});

async function parseAll(path) {
  let bytes = 0;
  for await (const text of createInterface({ input: createReadStream(path) })) {
    JSON.parse(text);
    bytes += Buffer.byteLength(text) + 1;
  }
  return bytes;
}
