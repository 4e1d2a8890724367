#!/usr/bin/env node
// npm start: the api, the worker and the dashboard in one process.
import { join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { main, root, run } from './process.mjs';

await main(async (parameters) => {
  await ensureReady();
  const uplift = join(root, 'apps', 'cli', 'bin', 'uplift.js');
  return (await run([process.execPath, uplift, 'serve', ...parameters])).status;
});
