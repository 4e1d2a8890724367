import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { SPOOL_PREFIX } from './remove-old-spools.ts';

/** Values that lie on disk until they are stored: any number of them, with little in memory. */
export type Spool<Value> = {
  /** The values in order, in batches. */
  readonly batches: () => AsyncGenerator<readonly Value[]>;
};

const BATCH = { rows: 500, characters: 4_000_000 };

/**
 * Holds values, where they are many in a file of this process alone, lets work be done on the whole of
 * them, and removes the file. So a source that breaks off half-way has told nothing yet, and no transaction waits for
 * a network.
 *
 * @param values - of plain JSON
 * @throws whatever the source or the work throws
 */
export async function withSpool<Value, Result>(
  values: AsyncIterable<Value>,
  work: (spool: Spool<Value>) => Promise<Result>,
): Promise<Result> {
  const source = values[Symbol.asyncIterator]();
  const { batch, isWhole } = await firstBatch(source);
  if (isWhole) return work({ batches: () => oneBatch(batch) });

  const directory = await mkdtemp(join(tmpdir(), SPOOL_PREFIX));
  const path = join(directory, 'rows');
  try {
    await pipeline(Readable.from(linesOf(batch, source)), createWriteStream(path, { mode: 0o600 }));
    return await work({ batches: () => readBatches<Value>(path) });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What is in memory at once anyhow needs no file. */
async function firstBatch<Value>(
  source: AsyncIterator<Value>,
): Promise<{ readonly batch: readonly Value[]; readonly isWhole: boolean }> {
  const batch: Value[] = [];
  let characters = 0;
  while (batch.length < BATCH.rows && characters < BATCH.characters) {
    const next = await source.next();
    if (next.done === true) return { batch, isWhole: true };
    batch.push(next.value);
    characters += JSON.stringify(next.value).length;
  }
  return { batch, isWhole: false };
}

async function* oneBatch<Value>(batch: readonly Value[]): AsyncGenerator<readonly Value[]> {
  if (batch.length > 0) yield batch;
}

async function* linesOf<Value>(
  first: readonly Value[],
  rest: AsyncIterator<Value>,
): AsyncGenerator<string> {
  for (const value of first) yield lineOf(value);
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    yield lineOf(next.value);
  }
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

async function* readBatches<Value>(path: string): AsyncGenerator<readonly Value[]> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let batch: Value[] = [];
  let characters = 0;
  for await (const line of lines) {
    // oxlint-disable-next-line no-unsafe-type-assertion -- written above by this very process
    batch.push(JSON.parse(line) as Value);
    characters += line.length;
    if (batch.length < BATCH.rows && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
