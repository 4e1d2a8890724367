import { createHmac } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { isSigned, type DeliverySecrets } from './delivery-secrets.ts';

const body = Buffer.from('{}');
const signedBy = (secret: string) => ({
  body,
  signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

/** Knows one secret, and finds another when it looks again. */
const secrets: DeliverySecrets = ({ fresh }) => Promise.resolve(fresh ? ['old', 'new'] : ['old']);

describe('isSigned', () => {
  it.each([
    ['a secret that is known', 'old', true],
    ['one that another process has just kept', 'new', true],
    ['any other', 'guessed', false],
  ])('takes what was signed with %s: %s', async (_, secret, expected) => {
    expect(await isSigned(signedBy(secret), secrets)).toBe(expected);
  });

  it('looks again only where what is known does not fit', async () => {
    const looked: boolean[] = [];
    const watched: DeliverySecrets = (wishes) => {
      looked.push(wishes.fresh);
      return secrets(wishes);
    };

    await isSigned(signedBy('old'), watched);

    expect(looked).toEqual([false]);
  });
});
