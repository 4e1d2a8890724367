// Imports one history file into an embedded database, and tells what memory it took at most.
import { importHistory } from '@uplift/worker';

import { answerQuestions } from './processes.mjs';
import { openStore } from './stores.mjs';

const LOOK_EVERY_MS = 20;

await answerQuestions(async () => {
  const cleaners = [];
  const { db } = await openStore('pglite', (cleaner) => cleaners.push(cleaner));
  return {
    answer: ({ path }) => importFile(path, db),
    close: async () => {
      for (const cleaner of cleaners.toReversed()) await cleaner();
    },
  };
});

async function importFile(path, db) {
  const before = process.memoryUsage();
  const peak = { heap: before.heapUsed, external: before.arrayBuffers };
  const look = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    peak.heap = Math.max(peak.heap, heapUsed);
    peak.external = Math.max(peak.external, arrayBuffers);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  // The timer starves while an embedded database answers, so every batch is looked at too.
  const { linesStored } = await importHistory(
    { path, onProgress: look },
    { db, now: () => new Date() },
  );
  clearInterval(timer);
  const maxRss = process.resourceUsage().maxRSS * 1024;
  return { lines: linesStored, rss: maxRss, rssBefore: before.rss, ...peak };
}
