#!/usr/bin/env node
// npm run check: everything that must hold, cheapest first; ends at the first that does not.
// --fast ends before what needs services; --no-tests leaves every test to `npm test`.
import { join } from 'node:path';

import { ensureReady } from './bootstrap.mjs';
import { Failure, main, root, run, say, tool } from './process.mjs';

const script = (name, ...parameters) => [
  process.execPath,
  join(root, 'scripts', name),
  ...parameters,
];
const quietTurbo = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };

const CHECKS = [
  { kind: 'look', title: 'format', command: [tool('oxfmt'), '--check'], remedy: 'npm run format' },
  { kind: 'look', title: 'boundaries between rooms', command: [tool('turbo'), 'boundaries'] },
  {
    kind: 'look',
    title: 'build',
    command: [tool('turbo'), 'run', 'build', '--output-logs=errors-only'],
  },
  { kind: 'look', title: 'lint', command: [tool('oxlint')] },
  { kind: 'look', title: 'no clock in the core', command: script('check-clocks.mjs') },
  {
    kind: 'test',
    title: 'unit tests and laws',
    command: [tool('vitest'), 'run', '--project', 'unit', '--project', 'property'],
  },
  { kind: 'look', title: 'migrations up to date', command: script('check-migrations.mjs') },
  {
    kind: 'look',
    title: 'API description up to date',
    command: script('openapi.mjs', '--check'),
    remedy: 'node scripts/openapi.mjs',
  },
  {
    kind: 'service',
    title: 'integration tests',
    command: script('test.mjs', '--project', 'integration'),
  },
  {
    kind: 'service',
    title: 'end-to-end tests',
    command: script('test.mjs', '--project', 'e2e', '--project', 'browser'),
  },
  { kind: 'late', title: 'dead code', command: [tool('knip')] },
];

await main(async (parameters) => {
  const unknown = parameters.find((flag) => !['--fast', '--no-tests'].includes(flag));
  if (unknown !== undefined)
    throw new Failure(`Unknown option ${unknown}; there are --fast and --no-tests.`);

  await ensureReady();
  const kinds = kindsFor(parameters);
  for (const check of CHECKS.filter(({ kind }) => kinds.has(kind))) {
    const startedAt = performance.now();
    const { status } = await run(check.command, { environment: quietTurbo });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (status !== 0) {
      const remedy = check.remedy === undefined ? '' : ` Mend it with: ${check.remedy}`;
      throw new Failure(`✗ ${check.title} (${seconds} s).${remedy}`);
    }
    say(`✓ ${check.title} (${seconds} s)`);
  }
  return 0;
});

function kindsFor(parameters) {
  const kinds = new Set(['look', 'test', 'service', 'late']);
  if (parameters.includes('--fast')) for (const kind of ['service', 'late']) kinds.delete(kind);
  if (parameters.includes('--no-tests')) for (const kind of ['test', 'service']) kinds.delete(kind);
  return kinds;
}
