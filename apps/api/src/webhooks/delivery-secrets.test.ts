import { createHmac } from 'node:crypto';

import { createLogger } from '@uplift/runtime';
import { describe, expect, it } from 'vitest';

import { deliverySecrets, isSigned, type DeliverySecrets } from './delivery-secrets.ts';

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

describe('deliverySecrets', () => {
  const logger = createLogger({ name: 'test', level: 'silent' });
  const github = { app: () => Promise.reject(new Error('the database is down')) };
  const unreadable = deliverySecrets({ webhookSecret: 'set', github, logger });

  it('takes what the secret of the settings signed, though the kept one cannot be read', async () => {
    expect(await isSigned(signedBy('set'), unreadable)).toBe(true);
  });

  it('turns away no other delivery then, but says that it cannot tell', async () => {
    await expect(isSigned(signedBy('kept'), unreadable)).rejects.toMatchObject({
      problem: { status: 503 },
    });
  });
});
