#!/usr/bin/env node
// npm run bench: measures every test/bench/*.mjs (or those named) against the built code.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { Failure, main, root, run } from './process.mjs';
import { startServices } from './services.mjs';

await main(async (names) => {
  await ensureReady();
  const folder = join(root, 'test', 'bench');
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.mjs')) : [];
  const chosen = all.filter((file) => names.length === 0 || names.includes(basename(file, '.mjs')));
  if (chosen.length === 0) {
    throw new Failure(
      `There is no such bench; there are: ${all.map((file) => basename(file, '.mjs')).join(', ') || 'none'}`,
    );
  }

  // oxlint-disable-next-line node/no-process-env -- services may be named by the environment
  const services = await startServices({ environment: process.env });
  const failed = [];
  try {
    for (const file of chosen) {
      const command = [process.execPath, '--expose-gc', join(folder, file)];
      const { status } = await run(command, { environment: services.variables });
      // ended by a signal, Ctrl-C among them: so should the rest
      if (status >= 128) return status;
      if (status !== 0) failed.push(basename(file, '.mjs'));
    }
  } finally {
    await services.stop();
  }
  if (failed.length > 0) throw new Failure(`Not measured: ${failed.join(', ')} (see above)`);
  return 0;
});
