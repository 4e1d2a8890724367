import { describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

describe('fingerprint', () => {
  it.each([
    // The published test vectors of 64-bit FNV-1a.
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('gives the published value for %j', (text, expected) => {
    expect(fingerprint([text])).toBe(expected);
  });

  it.each([
    ['longer than a block', 'ab€c😀'.repeat(20_000)],
    ['of characters that a block would cut', `${'a'.repeat(65_535)}😀€`],
    ['with half a character', 'a\ud800b'],
  ])('is that of the bytes of a text %s', (_, text) => {
    expect(fingerprint([text])).toBe(fnvOf(new TextEncoder().encode(text)));
  });

  it('leaves no trace of the seams between texts', () => {
    expect(fingerprint(['foo', 'bar'])).toBe(fingerprint(['foobar']));
  });

  it('tells inputs of another order apart', () => {
    expect(fingerprint(['bar', 'foo'])).not.toBe(fingerprint(['foobar']));
  });
});

/** 64-bit FNV-1a as it is written, in whole numbers of any size. */
function fnvOf(bytes: Uint8Array): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) % 2n ** 64n;
  return hash.toString(16).padStart(16, '0');
}
