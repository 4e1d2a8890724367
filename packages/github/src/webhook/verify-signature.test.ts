import { Webhooks } from '@octokit/webhooks';
import { describe, expect, it } from 'vitest';

import { verifySignature } from './verify-signature.ts';

const secret = "It's a Secret to Everybody";
const body = new TextEncoder().encode('Hello, World!');
const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

describe('verifySignature', () => {
  it("accepts GitHub's published example", () => {
    expect(verifySignature({ secret, body, signature: `sha256=${digest}` })).toBe(true);
  });

  it('refuses another body, another secret and no secret', () => {
    const signature = `sha256=${digest}`;

    const other = new TextEncoder().encode('Hello, World?');

    expect(verifySignature({ secret, body: other, signature })).toBe(false);
    expect(verifySignature({ secret: 'guess', body, signature })).toBe(false);
    expect(verifySignature({ secret: '', body, signature })).toBe(false);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without its prefix', digest],
    ['of another algorithm', `sha1=${digest}`],
    ['too short', `sha256=${digest.slice(1)}`],
    ['too long', `sha256=${digest}0`],
    ['with a line after it', `sha256=${digest}\n`],
    ['not hexadecimal', `sha256=${'z'.repeat(64)}`],
    ['of nothing', 'sha256='],
    ['beyond ASCII', `sha256=${'é'.repeat(64)}`],
  ])('refuses a signature that is %s', (_, signature) => {
    expect(verifySignature({ secret, body, signature })).toBe(false);
  });

  it('reads raw bytes, whatever their encoding', async () => {
    // given
    const json = '{"title":"Ünïcödé 🚀","nothing":"\\u0000"}';
    const signature = await new Webhooks({ secret }).sign(json);

    // when
    const verified = verifySignature({
      secret,
      body: new TextEncoder().encode(json),
      signature,
    });

    // then
    expect(verified).toBe(true);
  });
});
