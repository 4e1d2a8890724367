#!/usr/bin/env node
// npm run prove: how often each method is wrong; prove:demo and prove:history ask the demo and real histories.
import { join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { main, root, run } from './process.mjs';

await main(async (parameters) => {
  await ensureReady();
  const uplift = join(root, 'apps', 'cli', 'bin', 'uplift.js');
  return (await run([process.execPath, uplift, 'prove', ...parameters])).status;
});
