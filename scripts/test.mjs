#!/usr/bin/env node
// npm test: everything that the tests need, then the tests. Arguments are passed on to vitest.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { main, run, tool } from './process.mjs';
import { startServices } from './services.mjs';
import { provideChromium } from './services/chromium.mjs';

await main(async (parameters) => {
  await ensureReady();
  const interruption = catchInterruption();
  // oxlint-disable-next-line node/no-process-env -- services may be named by the environment
  const services = await startServices({ environment: process.env });
  const folder = mkdtempSync(join(tmpdir(), 'uplift-results-'));
  try {
    if (interruption.status() !== 0) return interruption.status();
    const results = join(folder, 'results.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const command = [tool('vitest'), 'run', ...reporters, ...parameters];
    // oxlint-disable-next-line node/no-process-env -- a browser may be named by the environment
    const browser = wantsBrowser(parameters) ? await provideChromium(process.env) : {};
    const { status } = await run(command, { environment: { ...services.variables, ...browser } });
    process.stdout.write(`${summary(results, status)}\n`);
    return interruption.status() || status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await services.stop();
  }
});

/** Whether a run takes in the tests in a browser: all do that name no other project. */
function wantsBrowser(parameters) {
  const names = parameters.filter((_, index) => parameters[index - 1] === '--project');
  return names.length === 0 || names.includes('browser');
}

/** An interruption ends the run in order: the services that were started are stopped first. */
function catchInterruption() {
  const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  let status = 0;
  for (const signal of Object.keys(statuses)) {
    process.on(signal, () => {
      status = statuses[signal];
    });
  }
  return { status: () => status };
}

/** The last line of the run, for people and for scripts. */
function summary(file, status) {
  const { passed, failed, skipped } = countResults(file);
  // A file that cannot be loaded, or an error outside of every test, fails the run without a test.
  const failures = status !== 0 && failed === 0 ? 1 : failed;
  const rest = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `tests: ${passed} passed, ${failures} failed${rest}`;
}

function countResults(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
