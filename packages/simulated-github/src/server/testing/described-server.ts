import { ada, january, smallStory } from '../../testing/small-story.ts';
import type { OrganizationStory } from '../../story.ts';
import type { SimulatedGitHub } from '../simulated-github.ts';
import { appToken, openTestServer } from './open-server.ts';
import { deployedStory } from './deployed-story.ts';
import { openTestReceiver } from './receiver.ts';
import { seated } from './seated-story.ts';

/** In whose name a request comes. */
export type Guise =
  | 'installation'
  | 'app'
  | 'person'
  | 'owner'
  | 'enterprise'
  | 'bare'
  | 'unknown'
  | 'none';

/** A server of which everything can be asked, in every guise. */
export type DescribedServer = {
  readonly github: SimulatedGitHub;
  readonly setClock: (at: Date) => void;
  /** Sends a request to the API and reads its answer. */
  readonly ask: (request: Asked) => Promise<Told>;
  /** The concrete address of a route, such as `GET /repos/:owner/:repo`. */
  readonly addressOf: (route: string) => string;
  /** The ids in addresses. */
  readonly ids: {
    readonly installation: number;
    readonly spare: number;
    readonly delivery: number;
  };
  readonly close: () => Promise<void>;
};

/** A request. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly guise: Guise;
  readonly body?: object;
  readonly etag?: string;
  /** Instead of the guise's. */
  readonly authorization?: string;
};

/** An answer; its body is undefined if there is none. */
export type Told = {
  readonly status: number;
  readonly body: unknown;
  readonly etag: string | null;
};

/** More requests than a test makes. */
export const ENOUGH = 1_000_000;

const bits: OrganizationStory = {
  ...smallStory,
  organization: { id: 10, login: 'bits' },
  repositories: [{ id: 70, fullName: 'bits/parts' }],
  teams: [],
  pullRequests: [],
};

/** Opens a server with two organisations under an enterprise, an App at each, and deliveries. */
export async function openDescribedServer(): Promise<DescribedServer> {
  const receiver = await openTestReceiver();
  const story = { ...seated, deployments: deployedStory.deployments ?? [] };
  const app = { webhookUrl: receiver.url };
  const limits = { restPerHour: ENOUGH, anonymousPerHour: ENOUGH, restPointsPerMinute: ENOUGH };
  const organizations = [story, bits];
  const { github, setClock } = await openTestServer({ organizations, app, limits });
  const { state, deliveries } = github;
  state.addEnterprise({ id: 77, slug: 'acme-group', organizationIds: [9, 10] });
  const [installation, spare] = state.installations();
  const above = state.installApp({ appId: github.app?.id ?? 0, enterpriseId: 77 });
  state.setPermissions(above.id, {
    enterprise_copilot_metrics: 'read',
    enterprise_copilot_seat_management: 'read',
  });
  setClock(january(30));
  deliveries.rewind(january(29));
  github.apps.select(installation?.id ?? 0, [7]);
  github.apps.select(installation?.id ?? 0, null);
  await deliveries.settled();
  setClock(january(31));
  const [attempt] = deliveries.attempts(github.app?.id ?? 0);
  const ids = {
    installation: installation?.id ?? 0,
    spare: spare?.id ?? 0,
    delivery: attempt?.id ?? 0,
  };
  return {
    github,
    setClock,
    ids,
    addressOf: (route) => addressOf(route, { github, ids }),
    ask: askerOf({ github, ids, enterprise: above.id }),
    close: async () => {
      await github.close();
      await receiver.close();
    },
  };
}

type Place = Pick<DescribedServer, 'github' | 'ids'>;

function askerOf(place: Place & { readonly enterprise: number }): DescribedServer['ask'] {
  const tokens = tokensOf(place);
  return async ({ method, path, guise, body, etag, authorization }) => {
    const headers = {
      ...(guise === 'none' ? {} : { authorization: `Bearer ${tokens[guise]}` }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const url = `${place.github.apiUrl}${path}`;
    const answer = await fetch(url, { method, headers, redirect: 'manual', ...sent });
    const text = await answer.text();
    const told: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: answer.status, body: told, etag: answer.headers.get('etag') };
  };
}

function tokensOf({ github, ids, enterprise }: Place & { readonly enterprise: number }) {
  const { tokens, app } = github;
  const at = (installationId: number) => tokens.issueForInstallation({ installationId }).token;
  const bare = { installationId: ids.installation, permissions: {} };
  return {
    installation: at(ids.installation),
    enterprise: at(enterprise),
    bare: tokens.issueForInstallation(bare).token,
    app: app === null ? '' : appToken(app),
    person: tokens.issueForUser(ada, app?.id ?? 0).token,
    owner: tokens.issuePersonal(ada).token,
    unknown: 'ghs_unknown',
  };
}

function addressOf(route: string, { github, ids }: Place): string {
  const [, pattern = ''] = route.split(' ');
  const { app } = github;
  const things: Readonly<Record<string, string | number>> = {
    ':owner/:repo': 'acme/api',
    ':org': 'acme',
    ':enterprise': 'acme-group',
    ':username': 'ada',
    ':slug': 'payments',
    ':number': 12,
    ':client_id': app?.clientId ?? '',
    ':code': 'code',
    ':id': idIn(pattern, ids),
  };
  return pattern.replaceAll(/:owner\/:repo|:\w+/g, (name) => {
    const thing = things[name];
    if (thing === undefined) throw new RangeError(`nothing is known of ${name} in ${route}`);
    return String(thing);
  });
}

function idIn(pattern: string, ids: DescribedServer['ids']): number {
  if (pattern.includes('/hook/deliveries/')) return ids.delivery;
  return pattern.includes('/deployments/') ? 61 : ids.installation;
}
