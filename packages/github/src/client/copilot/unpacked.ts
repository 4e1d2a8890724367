import { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The first bytes of everything that gzip made. */
const GZIP = [0x1f, 0x8b] as const;

/** The file itself, whether or not it comes compressed; servers do not always say so. */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const head = await firstBytes(iterator);
    const whole = startingWith(head, iterator);
    const isPacked = head[0] === GZIP[0] && head[1] === GZIP[1];
    yield* isPacked ? gunzipped(whole) : whole;
  } finally {
    await iterator.return?.();
  }
}

/** The first piece, of two bytes at least unless the file is shorter. */
async function firstBytes(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < GZIP.length) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head = Buffer.concat([head, value]);
  }
  return head;
}

async function* startingWith(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (;;) {
    const { done, value } = await iterator.next();
    if (done === true) return;
    yield value;
  }
}

async function* gunzipped(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(packed), gunzip, () => {
    // A failure of either ends the reading below.
  });
  for await (const piece of gunzip) {
    if (piece instanceof Uint8Array) yield piece;
  }
}
