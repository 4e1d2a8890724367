import { createHash } from 'node:crypto';

/** Hexadecimal digits (at most 64) that nobody can guess who does not know the words. */
export function drawn(words: string, length: number): string {
  return createHash('sha256').update(words).digest('hex').slice(0, length);
}
