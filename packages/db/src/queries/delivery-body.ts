import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';

/** Bodies are small and many: the cheapest level takes most of the size for least of the time. */
const LEVEL = 1;

/** GitHub sends 25 MiB at most; what unpacks to more is no delivery. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** Packing or unpacking less than this takes less time than handing it to another thread. */
const SMALL_BODY_BYTES = 32 * 1024;
const SMALL_KEPT_BYTES = 16 * 1024;

const deflate = promisify(gzip);
const inflate = promisify(gunzip);

/** A delivery's raw body as the inbox keeps it: gzip. */
export async function compressBody(body: Uint8Array | string): Promise<Uint8Array> {
  const options = { level: LEVEL };
  return body.length < SMALL_BODY_BYTES ? gzipSync(body, options) : deflate(body, options);
}

/**
 * The raw body behind its kept form.
 *
 * @throws {Error} if the bytes are no gzip, or unpack to more than 32 MiB
 */
export async function decompressBody(kept: Uint8Array): Promise<Uint8Array> {
  const options = { maxOutputLength: MAX_BODY_BYTES };
  return kept.byteLength < SMALL_KEPT_BYTES ? gunzipSync(kept, options) : inflate(kept, options);
}
