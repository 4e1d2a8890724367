import type { Settings } from '../settings.ts';
import { filedSecret } from './secret-file.ts';

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

  return { source: 'file', ...filedSecret(settings.store.dataDirectory, FILE_NAME) };
}
