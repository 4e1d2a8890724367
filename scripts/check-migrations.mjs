#!/usr/bin/env node
// The migrations must lead to the schema of the code: generating again has to produce nothing.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { spawnSync } from 'node:child_process';

import { Failure, main, root, tool } from './process.mjs';

const room = join(root, 'packages', 'db');

await main(async () => {
  drizzleKit(['check', '--dialect', 'postgresql', '--out', './migrations']);
  // A copy inside the room, since the generator takes only folders below the one it runs in.
  const copy = mkdtempSync(join(room, '.migrations-'));
  try {
    cpSync(join(room, 'migrations'), copy, { recursive: true });
    const before = contentOf(copy);
    const out = `./${relative(room, copy)}`;
    const schema = './src/schema/index.ts';
    drizzleKit(['generate', '--dialect', 'postgresql', '--schema', schema, '--out', out]);
    if (contentOf(copy) !== before) {
      throw new Failure(
        'The schema has changed without a migration: in packages/db, run npx drizzle-kit generate --name verb_noun',
      );
    }
    return 0;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

function drizzleKit(parameters) {
  const { status, stdout, stderr } = spawnSync(tool('drizzle-kit'), parameters, {
    cwd: room,
    encoding: 'utf8',
    // A question (was it renamed?) can only be answered by a person, and means that something is missing.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
  });
  if (status !== 0) throw new Failure(`drizzle-kit ${parameters[0]} failed:\n${stdout}${stderr}`);
}

function contentOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => `${relative(folder, file)}\n${readFileSync(file, 'utf8')}`)
    .join('\n');
}
