#!/usr/bin/env node
// Writes the figures of a study, as `uplift prove --json` prints it, into docs/PROOF.md: tables between
// their markers, and the pictures beside it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Failure, main, root, say } from './process.mjs';
import { picturesOf } from './proof/pictures.mjs';
import { readStudy, tablesOf } from './proof/tables.mjs';

const document = join(root, 'docs', 'PROOF.md');
const images = join(root, 'docs', 'images');

await main(async (parameters) => {
  const [file] = parameters;
  if (file === undefined)
    throw new Failure('Say which file: node scripts/write-proof.mjs proof.json');
  const study = readStudy(JSON.parse(readFileSync(file, 'utf8')));
  let text = readFileSync(document, 'utf8');
  for (const [name, table] of Object.entries(tablesOf(study))) text = replaced(text, name, table);
  writeFileSync(document, text);
  mkdirSync(images, { recursive: true });
  for (const [name, svg] of Object.entries(picturesOf(study)))
    writeFileSync(join(images, name), svg);
  say(`Wrote docs/PROOF.md and ${Object.keys(picturesOf(study)).length} pictures.`);
  return 0;
});

function replaced(text, name, table) {
  const [start, end] = [`<!-- table ${name} -->`, '<!-- end of table -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1)
    throw new Failure(`docs/PROOF.md has no place for the table ${name}.`);
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
}
