import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

/** A history file cannot be read, or not to its end. The message names it and says what to do. */
export class HistoryFileError extends Error {
  override readonly name = 'HistoryFileError';
}

/** A history file that can be read. */
export type HistoryFile = {
  readonly path: string;
  readonly bytes: number;
  readonly compressed: boolean;
  /** SHA-256 of its size and of its first and last mebibyte: the same file, most likely. */
  readonly fingerprint: string;
};

const MEBIBYTE = 1024 * 1024;
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/**
 * Looks at a history file. Its first bytes tell whether it is compressed, never its name.
 *
 * @throws {HistoryFileError} if it is missing, no file, or may not be read
 */
export async function inspectHistoryFile(path: string): Promise<HistoryFile> {
  return naming(path, async () => {
    const handle = await open(path, 'r');
    try {
      const { size: bytes } = await handle.stat();
      const head = await readAt(handle, 0, MEBIBYTE);
      const tail = await readAt(handle, Math.max(0, bytes - MEBIBYTE), MEBIBYTE);
      const hash = createHash('sha256').update(`${bytes}:`).update(head).update(tail);
      const compressed = GZIP_MAGIC.every((byte, index) => head[index] === byte);
      return { path, bytes, compressed, fingerprint: hash.digest('hex') };
    } finally {
      await handle.close();
    }
  });
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * The content of a history file, unpacked, piece by piece.
 *
 * @param onRead - told how many bytes of the file itself have been read so far
 * @throws {HistoryFileError} where it ends too early or is damaged, after all that could be read
 */
export async function* readHistoryFile(
  { path, compressed }: HistoryFile,
  { onRead, pieceBytes }: { readonly onRead: (bytes: number) => void; readonly pieceBytes: number },
): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: pieceBytes });
  const pieces = counted(stream, onRead);
  try {
    yield* compressed ? unpacked(pieces) : pieces;
  } catch (error) {
    throw readable(path, error);
  } finally {
    stream.destroy();
  }
}

async function* counted(
  stream: AsyncIterable<unknown>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const piece of stream) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.byteLength;
    onRead(bytes);
    yield piece;
  }
}

/** Unpacks by hand: a stream that fails throws away what it had unpacked before. */
async function* unpacked(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  let ready: Buffer[] = [];
  let failure: unknown = null;
  gunzip.on('data', (piece: Buffer) => ready.push(piece));
  gunzip.on('error', (error) => {
    failure = error;
  });
  const take = () => {
    const taken = ready;
    ready = [];
    return taken;
  };

  try {
    for await (const piece of packed) {
      await new Promise<void>((resolve) => {
        gunzip.write(piece, () => resolve());
      });
      yield* take();
      if (failure !== null) throw failure;
    }
    const closed = once(gunzip, 'close').catch(() => {});
    gunzip.end();
    await closed;
    yield* take();
    if (failure !== null) throw failure;
  } finally {
    gunzip.destroy();
  }
}

async function naming<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw readable(path, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read: check its permissions',
  EISDIR: 'it is a directory: name the files in it',
  Z_BUF_ERROR: 'its compressed data ends too early: copy it again and repeat the import',
  Z_DATA_ERROR: 'its compressed data is damaged: copy it again and repeat the import',
};

function readable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? error
    : new HistoryFileError(`${path}: ${reason}`, { cause: error });
}
