import { verify } from '@octokit/webhooks-methods';
import { describe, expect, it } from 'vitest';

import { signatureOf, signedDelivery } from './sign.ts';

const SECRET = "It's a Secret to Everybody";
const PUBLISHED = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const message = {
  event: 'ping',
  key: 'ping/1',
  at: new Date('2026-01-01T00:00:00Z'),
  repositoryId: null,
  payload: { zen: 'Ünïcode counts in bytes.' },
};

describe('signatureOf', () => {
  it("is GitHub's own example signature", () => {
    expect(signatureOf('Hello, World!', SECRET)).toBe(PUBLISHED);
  });
});

describe('signedDelivery', () => {
  const delivery = signedDelivery(message, { secret: SECRET, seed: 's', installationId: 77 });

  it('carries a signature over the very bytes of its body, as an independent receiver checks', async () => {
    const signature = delivery.headers['x-hub-signature-256'] ?? '';

    const body = delivery.body.toString();

    await expect(verify(SECRET, body, signature)).resolves.toBe(true);
    await expect(verify('another secret', body, signature)).resolves.toBe(false);
    await expect(verify(SECRET, `${body} `, signature)).resolves.toBe(false);
  });

  it('names its event, its id and the App in the headers that GitHub sends', () => {
    expect(delivery.headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-delivery': delivery.id,
      'x-github-event': 'ping',
      'x-github-hook-installation-target-type': 'integration',
    });
    expect(delivery.headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
    expect(delivery.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('has another id under another seed, and the same under the same', () => {
    const sender = { secret: 'other', seed: 's', installationId: 1 };

    expect(signedDelivery(message, sender).id).toBe(delivery.id);
    expect(signedDelivery(message, { ...sender, seed: 't' }).id).not.toBe(delivery.id);
  });
});
