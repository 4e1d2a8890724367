import { Webhooks } from '@octokit/webhooks';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { verifySignature } from './verify-signature.ts';

const secrets = fc.string({ minLength: 1, maxLength: 20 });

describe('verifySignature, for any body', () => {
  it("agrees with GitHub's own library", async () => {
    const bodies = fc.string({ unit: 'binary', minLength: 1 });

    await fc.assert(
      fc.asyncProperty(secrets, bodies, async (secret, text) => {
        const signature = await new Webhooks({ secret }).sign(text);
        const body = new TextEncoder().encode(text);

        expect(verifySignature({ secret, body, signature })).toBe(true);
        expect(verifySignature({ secret: `${secret}.`, body, signature })).toBe(false);
        expect(verifySignature({ secret, body: body.slice(1), signature })).toBe(false);
      }),
    );
  });

  it('never throws, and never accepts what nobody signed', () => {
    fc.assert(
      fc.property(secrets, fc.uint8Array(), fc.string(), (secret, body, signature) => {
        expect(verifySignature({ secret, body, signature })).toBe(false);
        expect(verifySignature({ secret, body, signature: `sha256=${signature}` })).toBe(false);
      }),
    );
  });
});
