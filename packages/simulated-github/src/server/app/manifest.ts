import type { AppWishes } from '../state/apps.ts';
import type { Permissions } from '../state/records.ts';

/** A manifest that GitHub takes, or the first reason why it does not. */
export type ReadManifest =
  | { readonly wishes: Omit<AppWishes, 'ownerId'>; readonly redirectUrl: string | null }
  | { readonly refusal: string };

/** Always sent, so no App may ask for them. */
const UNASKED = new Set([
  'installation',
  'installation_repositories',
  'installation_target',
  'github_app_authorization',
  'ping',
]);

/** Which permission an event needs. */
const NEEDED: Readonly<Record<string, string>> = {
  check_suite: 'checks',
  create: 'contents',
  delete: 'contents',
  deployment: 'deployments',
  deployment_status: 'deployments',
  issue_comment: 'issues',
  issues: 'issues',
  member: 'members',
  membership: 'members',
  merge_group: 'merge_queues',
  organization: 'members',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  push: 'contents',
  release: 'contents',
  repository: 'metadata',
  team: 'members',
  team_add: 'members',
  workflow_run: 'actions',
};

/** How strict GitHub is with addresses. */
export type ManifestRules = {
  /** GitHub itself refuses webhooks to the loopback, which would never arrive. */
  readonly loopbackHooks: boolean;
};

/**
 * Reads the form field `manifest`.
 *
 * @param text - JSON
 */
export function readManifest(text: string, rules: ManifestRules): ReadManifest {
  const manifest = objectIn(text);
  if (manifest === null) return { refusal: 'The manifest is not valid JSON.' };
  const refusal = refusalOf(manifest, rules);
  if (refusal !== null) return { refusal };
  const { hook_attributes: hook } = manifest;
  const active = isObject(hook) && hook['active'] !== false;
  const webhookUrl = active ? textOf(hook['url']) : null;
  return {
    redirectUrl: textOf(manifest['redirect_url']),
    wishes: {
      name: textOf(manifest['name']) ?? '',
      permissions: permissionsIn(manifest),
      events: textsIn(manifest['default_events']),
      externalUrl: textOf(manifest['url']) ?? '',
      webhookUrl,
      pages: {
        callbackUrls: textsIn(manifest['callback_urls']),
        setupUrl: textOf(manifest['setup_url']),
        setupOnUpdate: manifest['setup_on_update'] === true,
        requestOauthOnInstall: manifest['request_oauth_on_install'] === true,
        isPublic: manifest['public'] === true,
      },
    },
  };
}

type Manifest = Readonly<Record<string, unknown>>;

function refusalOf(manifest: Manifest, { loopbackHooks }: ManifestRules): string | null {
  const { hook_attributes: hook } = manifest;
  if (textOf(manifest['name']) === null) return 'Name can’t be blank.';
  if (!isAddress(manifest['url'])) return 'Homepage URL must be a valid URL.';
  if (isObject(hook) && !isAddress(hook['url'])) return 'Hook url is not a valid URL.';
  const host = isObject(hook) ? new URL(String(hook['url'])).hostname : '';
  if (!loopbackHooks && /^(localhost|127\.|\[::1\])/.test(host)) {
    return 'Hook url is not supported because it isn’t reachable over the public Internet.';
  }
  const addresses = [...textsIn(manifest['callback_urls']), manifest['redirect_url']];
  const isBroken = addresses.some((one) => one !== undefined && !isAddress(one));
  if (isBroken) return 'Callback URL must be a valid URL.';
  return eventsRefusal(manifest);
}

function eventsRefusal(manifest: Manifest): string | null {
  const permissions = permissionsIn(manifest);
  for (const event of textsIn(manifest['default_events'])) {
    const needed = NEEDED[event];
    const isUnknown = UNASKED.has(event) || needed === undefined;
    if (isUnknown) return `Default events unsupported: ${event}.`;
    if (needed !== 'metadata' && permissions[needed] === undefined) {
      return `Default events are not supported by permissions: ${event}.`;
    }
  }
  return null;
}

/** Every App may read metadata. */
function permissionsIn(manifest: Manifest): Permissions {
  const asked = manifest['default_permissions'];
  const levels: Record<string, 'read' | 'write'> = { metadata: 'read' };
  for (const [key, level] of Object.entries(isObject(asked) ? asked : {})) {
    if (level === 'read' || level === 'write') levels[key] = level;
  }
  return levels;
}

function objectIn(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
