import { readDeliveryLog, type GitHubHost } from '@uplift/github/client';
import { DAY_MILLISECONDS } from '@uplift/metrics';

import type { AppAtGitHub } from './examine-app.ts';
import { fault, fine, remark, type Finding } from './finding.ts';
import type { AppInUse } from './github-access.ts';

/** Where deliveries go, and what became of the last ones. */
export type WebhookQuestion = {
  readonly app: AppInUse;
  readonly atGitHub: AppAtGitHub;
  readonly host: GitHubHost;
  /** Where this service is reached; null if that is not known. */
  readonly baseUrl: string | null;
  readonly now: Date;
};

type Attempt = Awaited<ReturnType<typeof readDeliveryLog>>['attempts'][number];

const ADDRESS = 'webhook';
const DELIVERIES = 'webhook-deliveries';
/** How many of the last attempts tell how it stands now. */
const LAST_ATTEMPTS = 10;

/** Whether GitHub's webhooks come to this service and are taken. */
export async function examineWebhook(question: WebhookQuestion): Promise<Finding[]> {
  const { app, atGitHub, now } = question;
  const address = examineAddress(question);
  if (atGitHub.hook === null || atGitHub.hook.url === null) return [address];
  const { attempts } = await readDeliveryLog({ cursor: null }, { github: app.client.asApp });
  return [address, examineAttempts(attempts, now)];
}

function examineAddress({ atGitHub, baseUrl, host }: WebhookQuestion): Finding {
  const url = atGitHub.hook?.url ?? null;
  const wanted = baseUrl === null ? null : webhookAddress(baseUrl);
  const settings = `in the settings of the App (${atGitHub.htmlUrl})`;
  const to = wanted ?? 'the address of this service and /webhooks/github';
  if (url === null) {
    return fault(
      ADDRESS,
      'the App has no webhook, so nothing new arrives by itself',
      canReach(baseUrl ?? 'http://localhost', host)
        ? `turn it on ${settings} and point it at ${to}`
        : `give this service an address that GitHub can reach, tell it by UPLIFT_BASE_URL, and turn the webhook on ${settings}`,
    );
  }
  if (!canReach(url, host)) {
    return fault(
      ADDRESS,
      `GitHub cannot reach ${url}, which is an address of your own network`,
      'give this service a public address (a proxy or a tunnel), tell it by UPLIFT_BASE_URL, and point the webhook there',
    );
  }
  if (wanted === null || url === wanted) return fine(ADDRESS, `GitHub sends to ${url}`);
  return remark(ADDRESS, `GitHub sends to ${url}`, `point it at ${wanted} ${settings}`);
}

function examineAttempts(attempts: readonly Attempt[], now: Date): Finding {
  const since = now.getTime() - DAY_MILLISECONDS;
  const last = attempts
    .filter(({ deliveredAt }) => deliveredAt.getTime() >= since)
    .slice(0, LAST_ATTEMPTS);
  const failed = last.filter(({ ok }) => !ok);
  const [newest] = last;
  if (newest === undefined) return fine(DELIVERIES, 'nothing was sent within a day');
  if (newest.ok) {
    return fine(DELIVERIES, `${last.length - failed.length} of the last ${last.length} were taken`);
  }
  const words = `${failed.length} of the last ${last.length} failed, the newest with "${newest.status}" (${newest.statusCode})`;
  if (newest.statusCode === 401) {
    return fault(
      DELIVERIES,
      `${words}: the webhook secret here is not the one at GitHub`,
      'set the same secret in the settings of the App and in GITHUB_WEBHOOK_SECRET, or unset the variable where the App was made on /setup',
    );
  }
  return fault(
    DELIVERIES,
    `${words}: GitHub does not get through to this service`,
    'see that its address is reached from outside, with a valid certificate, and that it answers within 10 s; what failed is fetched again for three days',
  );
}

/** Where GitHub's deliveries arrive. */
export function webhookAddress(baseUrl: string): string {
  return `${baseUrl}/webhooks/github`;
}

/**
 * Whether a GitHub can send to an address. One on the Internet reaches no address of a loopback or
 * a private network (RFC 1918, 4193), and refuses webhooks to them.
 */
export function canReach(url: string, { webUrl }: GitHubHost): boolean {
  return !isPrivate(url) || isPrivate(webUrl);
}

function isPrivate(url: string): boolean {
  const name = URL.canParse(url) ? new URL(url).hostname : '';
  return (
    /^(localhost|.*\.(localhost|local|internal|test))$/.test(name) ||
    /^(0|10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./.test(name) ||
    /^\[(::1?|f[cd].*|fe80.*)\]$/.test(name)
  );
}
