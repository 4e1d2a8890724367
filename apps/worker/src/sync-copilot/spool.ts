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
 * Writes values to a file of this process alone, lets work be done on the whole of them, and removes
 * the file. So a source that breaks off half-way has told nothing yet, and no transaction waits for
 * a network.
 *
 * @param values - of plain JSON
 * @throws whatever the source or the work throws
 */
export async function withSpool<Value, Result>(
  values: AsyncIterable<Value>,
  work: (spool: Spool<Value>) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), SPOOL_PREFIX));
  const path = join(directory, 'rows');
  try {
    await pipeline(Readable.from(linesOf(values)), createWriteStream(path, { mode: 0o600 }));
    return await work({ batches: () => readBatches<Value>(path) });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function* linesOf(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`;
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
