#!/usr/bin/env node
// A committed stub, so that the link which `npm ci` makes never depends on a build.
import { existsSync } from 'node:fs';

const built = new URL('../dist/main.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  console.error('uplift: not built yet: run `npm run build` in the root of the repository');
  process.exitCode = 1;
}
