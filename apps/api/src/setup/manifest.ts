import type { GitHubHost } from '@uplift/github/client';

import { canReach, webhookAddress } from '../github-app/examine-webhook.ts';
import { wantedPermissions } from '../github-app/wanted.ts';

/** What somebody wants their App to be. */
export type AppWish = {
  /** The organisation that shall own it; null for the person who makes it. */
  readonly owner: string | null;
  /** Whether it shall read about Copilot. */
  readonly withCopilot: boolean;
  readonly baseUrl: string;
  readonly host: GitHubHost;
};

/** GitHub's limit of an App's name. */
const LONGEST_NAME = 34;

/**
 * The manifest by which GitHub registers an App: private, reading only, told of what is measured and
 * nothing else. It has a webhook only where GitHub could reach it, since others are refused.
 */
export function manifestFor({ owner, withCopilot, baseUrl, host }: AppWish): object {
  const wanted = wantedPermissions.filter((one) => withCopilot || one.for !== 'copilot');
  const hookUrl = webhookAddress(baseUrl);
  return {
    name: `uplift-${owner ?? 'metrics'}`.slice(0, LONGEST_NAME),
    url: baseUrl,
    public: false,
    ...(canReach(hookUrl, host) && { hook_attributes: { url: hookUrl, active: true } }),
    redirect_url: `${baseUrl}/setup/github/created`,
    callback_urls: [`${baseUrl}/auth/github/callback`],
    setup_url: `${baseUrl}/setup/github/installed`,
    setup_on_update: true,
    request_oauth_on_install: false,
    default_permissions: Object.fromEntries(wanted.map(({ key }) => [key, 'read'])),
    default_events: wanted.flatMap(({ events }) => events),
  };
}

/** The page of GitHub that registers an App from a manifest. */
export function registrationPage({ owner, host }: AppWish, state: string): string {
  const place = owner === null ? '' : `/organizations/${encodeURIComponent(owner)}`;
  return `${host.webUrl}${place}/settings/apps/new?${new URLSearchParams({ state }).toString()}`;
}
