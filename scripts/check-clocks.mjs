#!/usr/bin/env node
// The core knows no clock: what it computes may depend on nothing but what it is given.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { Failure, main, root } from './process.mjs';

const CORE = ['metrics', 'causal', 'contracts'];
const CLOCK = /\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\.now\b/;

await main(async () => {
  const found = CORE.flatMap((name) => sources(join(root, 'packages', name, 'src'))).flatMap(
    readings,
  );
  if (found.length > 0) throw new Failure(`The core reads a clock:\n  ${found.join('\n  ')}`);
  return 0;
});

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file));
}

function readings(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
      return CLOCK.test(line) && !isComment
        ? [`${relative(root, file)}:${index + 1}: ${line.trim()}`]
        : [];
    });
}
