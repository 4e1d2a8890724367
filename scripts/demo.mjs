#!/usr/bin/env node
// npm run demo: a simulated organisation of known truth, from webhooks to the report.
import { join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { main, root, run } from './process.mjs';

await main(async (parameters) => {
  await ensureReady();
  const uplift = join(root, 'apps', 'cli', 'bin', 'uplift.js');
  return (await run([process.execPath, uplift, 'demo', ...parameters])).status;
});
