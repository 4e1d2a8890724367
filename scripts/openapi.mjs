#!/usr/bin/env node
// Writes packages/contracts/openapi.json from the built contracts; with --check only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../packages/contracts/dist/index.js', import.meta.url);
const { openApiDocument } = await import(built.href).catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`${error.message}: build first (npm run build)`);
  process.exit(1);
});

const file = fileURLToPath(new URL('../packages/contracts/openapi.json', import.meta.url));
const wanted = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (readFileSync(file, 'utf8') !== wanted) {
  console.error('packages/contracts/openapi.json is not up to date: run node scripts/openapi.mjs');
  process.exit(1);
}
