import { createHash } from 'node:crypto';

const LARGEST_UINT32 = 0xff_ff_ff_ff;

/**
 * A global node id in GitHub's present format: a type prefix and the base64url of a MessagePack
 * array of zero and the numeric ids (a user's, or a repository's and the object's within it).
 */
export function nodeId(prefix: string, ...ids: readonly number[]): string {
  const parts = ids.map((id) => packed(id));
  const bytes = Buffer.concat([Buffer.from([0x91 + ids.length, 0]), ...parts]);
  return `${prefix}_${bytes.toString('base64url')}`;
}

function packed(id: number): Buffer {
  if (id <= LARGEST_UINT32) {
    const bytes = Buffer.alloc(5, 0xce);
    bytes.writeUInt32BE(id, 1);
    return bytes;
  }
  const bytes = Buffer.alloc(9, 0xcf);
  bytes.writeBigUInt64BE(BigInt(id), 1);
  return bytes;
}

/** An object name that git might have given, always the same for the same words. */
export function objectName(words: string): string {
  return createHash('sha1').update(words).digest('hex');
}

/** A number that GitHub might have given as an id, below 2^47, always the same for the same words. */
export function numericId(words: string): number {
  return createHash('sha1').update(words).digest().readUIntBE(0, 6) % 2 ** 47;
}
