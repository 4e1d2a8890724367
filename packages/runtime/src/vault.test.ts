import { describe, expect, it } from 'vitest';

import { createVault, VaultError } from './vault.ts';

const SECRET = 'a secret of thirty-two bytes or so';
const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n';

const reasonOf = (open: () => unknown): string => {
  try {
    open();
  } catch (error) {
    if (error instanceof VaultError) return error.reason;
    throw error;
  }
  return 'opened';
};

describe('a vault', () => {
  it('gives back what was sealed, also in another process', () => {
    const sealed = createVault(SECRET).seal(KEY, 'github-app/7');

    expect(createVault(SECRET).open(sealed, 'github-app/7')).toBe(KEY);
  });

  it('never writes the same twice, and nothing that can be read', () => {
    const vault = createVault(SECRET);
    const [one, other] = [vault.seal(KEY, 'a'), vault.seal(KEY, 'a')];

    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
    expect(Buffer.from(one).includes('PRIVATE')).toBe(false);
  });

  it('tells another secret from damage', () => {
    const sealed = createVault(SECRET).seal(KEY, 'a');

    expect(reasonOf(() => createVault(`${SECRET}!`).open(sealed, 'a'))).toBe('other_secret');
  });

  it('opens in its own place alone', () => {
    const vault = createVault(SECRET);

    expect(reasonOf(() => vault.open(vault.seal(KEY, 'github-app/7'), 'github-app/8'))).toBe(
      'damaged',
    );
  });

  it('notices a change of any byte, and a missing end', () => {
    const vault = createVault(SECRET);
    const sealed = Buffer.from(vault.seal('x', 'a'));

    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(sealed.readUInt8(place) ^ 1, place);
      expect(reasonOf(() => vault.open(changed, 'a'))).not.toBe('opened');
    }
    expect(reasonOf(() => vault.open(sealed.subarray(0, 20), 'a'))).toBe('damaged');
    expect(reasonOf(() => vault.open(sealed.subarray(0, -1), 'a'))).toBe('damaged');
  });

  it('refuses a secret that could be guessed', () => {
    expect(() => createVault('x'.repeat(31))).toThrow(/at least 32 bytes/);
  });
});
