import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Settings } from '../settings.ts';

const FILE_NAME = 'webhook-secret';

/** The secret that signs webhooks, and where it comes from. */
export type WebhookSecret =
  | { readonly source: 'environment'; readonly value: string }
  | { readonly source: 'file'; readonly value: string; readonly path: string }
  | { readonly source: 'none'; readonly value: null };

/**
 * The webhook secret: from the environment, else (embedded) from a file of the data directory that
 * is made once and readable by its owner alone. A distributed service without one takes no webhooks.
 */
export function webhookSecretOf(settings: Settings): WebhookSecret {
  if (settings.webhookSecret !== null) {
    return { source: 'environment', value: settings.webhookSecret };
  }
  if (settings.store.mode === 'distributed') return { source: 'none', value: null };

  const path = join(settings.store.dataDirectory, FILE_NAME);
  try {
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return { source: 'file', value: readFileSync(path, 'utf8').trim(), path };
}
