import { verifySignature } from '@uplift/github';

import type { ApiDeps } from '../deps.ts';
import type { GitHubAccess } from '../github-app/github-access.ts';
import { ProblemError } from '../http/problem.ts';

const UNREADABLE =
  'webhooks cannot be verified now: the secret that is kept cannot be read; `uplift doctor` says why';

/**
 * The secrets that deliveries may be signed with; `fresh` looks again for one that was just kept.
 *
 * @throws {ProblemError} 503 if `fresh` and the one that is kept cannot be read: whether a delivery
 * is GitHub's cannot be told, and GitHub's log still has it when it can
 */
export type DeliverySecrets = (wishes: { readonly fresh: boolean }) => Promise<readonly string[]>;

/** The secret of the settings, and that of the App, which may come into being while this runs. */
export function deliverySecrets({
  webhookSecret,
  github,
  logger,
}: Pick<ApiDeps, 'webhookSecret' | 'logger'> & {
  readonly github?: Pick<GitHubAccess, 'app'> | undefined;
}): DeliverySecrets {
  const set = webhookSecret === null ? [] : [webhookSecret];
  if (github === undefined) return () => Promise.resolve(set);
  return async (wishes) => {
    try {
      const kept = (await github.app(wishes))?.webhookSecret ?? null;
      return kept === null ? set : [...set, kept];
    } catch (error) {
      logger.error({ err: error }, 'the webhook secret of the App cannot be read');
      if (wishes.fresh) throw new ProblemError({ status: 503, detail: UNREADABLE });
      return set;
    }
  };
}

/**
 * Whether one of the secrets signed a body; looks for new ones before it says no.
 *
 * @throws {ProblemError} 503 if they cannot be read and none that is known did
 */
export async function isSigned(
  signed: { readonly body: Uint8Array; readonly signature: string | undefined },
  secrets: DeliverySecrets,
): Promise<boolean> {
  const isBy = (secret: string): boolean => verifySignature({ secret, ...signed });
  if ((await secrets({ fresh: false })).some(isBy)) return true;
  return (await secrets({ fresh: true })).some(isBy);
}
