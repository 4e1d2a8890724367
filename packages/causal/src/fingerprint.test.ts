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

  it('leaves no trace of the seams between texts', () => {
    expect(fingerprint(['foo', 'bar'])).toBe(fingerprint(['foobar']));
  });

  it('tells inputs of another order apart', () => {
    expect(fingerprint(['bar', 'foo'])).not.toBe(fingerprint(['foobar']));
  });
});
