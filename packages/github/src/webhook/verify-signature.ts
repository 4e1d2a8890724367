import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it arrived: the raw bytes, before any parsing, and the signature header. */
export type SignedDelivery = {
  /** The webhook secret shared with GitHub. */
  readonly secret: string;
  readonly body: Uint8Array;
  /** The `X-Hub-Signature-256` header; undefined where it was not sent. */
  readonly signature: string | undefined;
};

const signaturePattern = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether the body was signed with the secret: HMAC-SHA256 over the raw bytes, compared in constant
 * time. A missing or malformed signature is a wrong one; nothing is thrown. An empty secret signs
 * nothing.
 */
export function verifySignature({ secret, body, signature }: SignedDelivery): boolean {
  const hex = signaturePattern.exec(signature ?? '')?.[1];
  if (hex === undefined || secret === '') return false;

  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}
