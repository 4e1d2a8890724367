import { createHash, createHmac } from 'node:crypto';

import type { Message } from './message.ts';
import { APP_ID } from './organization-messages.ts';

/** The id of the App's only webhook. */
const HOOK_ID = 500_001;

/** One webhook delivery: the bytes as they go over the wire, and what the delivery log says of it. */
export type Delivery = {
  /** `X-GitHub-Delivery`; a redelivery carries it again. */
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** When the thing told of happened. */
  readonly at: Date;
  readonly installationId: number;
  readonly repositoryId: number | null;
};

/** In whose name deliveries are signed and numbered. */
export type Sender = {
  readonly secret: string;
  readonly seed: string;
  readonly installationId: number;
  /** {@link APP_ID} unless told. */
  readonly appId?: number;
};

/** The value of `X-Hub-Signature-256`: HMAC-SHA256 of the raw body under the secret, in hex. */
export function signatureOf(body: string | Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** The headers that vouch for a body: the one that counts, and the older one that GitHub still sends. */
export function signaturesOf(body: Buffer, secret: string): Readonly<Record<string, string>> {
  return {
    'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
    'x-hub-signature-256': signatureOf(body, secret),
  };
}

/**
 * A message as a signed delivery. The id is a hash of the seed and of what is told, so it does not
 * depend on which others are delivered.
 */
export function signedDelivery(message: Message, sender: Sender): Delivery {
  const { secret, seed, installationId, appId = APP_ID } = sender;
  const id = guid(`${seed}/${message.key}`);
  const body = Buffer.from(JSON.stringify(message.payload));
  return {
    id,
    event: message.event,
    action: typeof message.payload.action === 'string' ? message.payload.action : null,
    headers: {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/5f2c1a9',
      'x-github-delivery': id,
      'x-github-event': message.event,
      'x-github-hook-id': String(HOOK_ID),
      'x-github-hook-installation-target-id': String(appId),
      'x-github-hook-installation-target-type': 'integration',
      ...signaturesOf(body, secret),
    },
    body,
    at: message.at,
    installationId,
    repositoryId: message.repositoryId,
  };
}

/** A GUID (RFC 9562, version 8: from a hash), always the same for the same words. */
function guid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8';
  const [a, b, c] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16)];
  return `${a}-${b}-8${c}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
