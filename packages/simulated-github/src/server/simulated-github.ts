import type { OrganizationStory } from '../story.ts';
import { createCallers } from './access/callers.ts';
import type { Tokens } from './access/tokens.ts';
import { createTokens } from './access/tokens.ts';
import type { Apps } from './app/apps.ts';
import { createApps } from './app/apps.ts';
import { createSignIns } from './app/sign-ins.ts';
import type { Visitors } from './app/visitors.ts';
import { createVisitors } from './app/visitors.ts';
import type { ServerContext } from './context.ts';
import type { Copilot, CopilotSettings } from './copilot/copilot.ts';
import { createCopilot } from './copilot/copilot.ts';
import type { Deliveries, DeliverySettings } from './deliveries/deliverer.ts';
import { createDeliveries } from './deliveries/deliverer.ts';
import type { FaultPlan, Faults } from './faults.ts';
import { createFaults } from './faults.ts';
import { createHost } from './host.ts';
import type { Host } from './http/listen.ts';
import { listenOn } from './http/listen.ts';
import type { Limits, LimitSettings } from './limits/limits.ts';
import { createLimits } from './limits/limits.ts';
import type { AppWishes } from './state/apps.ts';
import { FIRST_APP } from './state/apps.ts';
import type { AppRecord } from './state/records.ts';
import type { SimulatedGitHubState } from './state/state.ts';
import { createState } from './state/state.ts';
import { createOwners } from './owners/owners.ts';
import type { Owners } from './owners/owners.ts';
import type { Stats } from './stats.ts';
import { createStats } from './stats.ts';

/** What a simulated GitHub is made of. */
export type SimulatedGitHubOptions = {
  readonly organizations: readonly OrganizationStory[];
  /** The time of the story: an object is there from the moment this passes its instant. */
  readonly clock: () => Date;
  /** Where tokens and limits take the time from; the machine's clock unless told. */
  readonly now?: () => Date;
  /** Of the API; any free port unless told. */
  readonly port?: number;
  readonly faults?: FaultPlan;
  readonly limits?: LimitSettings;
  /** Tokens, secrets and faults follow from it. */
  readonly seed: string;
  /**
   * The App that is registered and installed on every organisation from the start; what is left
   * out is chosen. Null for a GitHub without Apps.
   */
  readonly app?: Partial<AppWishes> | null;
  readonly deliveries?: DeliverySettings;
  /** Of every organisation; each can be set otherwise later. */
  readonly copilot?: Partial<CopilotSettings>;
};

/** A running GitHub: three hosts on loopback, and the handles to play with it. */
export type SimulatedGitHub = {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Where people sign in and register Apps; another host than the API. */
  readonly webUrl: string;
  /** Where report files lie; another host again, to which no token may be sent. */
  readonly downloadUrl: string;
  readonly state: SimulatedGitHubState;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly stats: Stats;
  /** What owners do with Apps, with the webhooks that follow. */
  readonly apps: Apps;
  /** What owners do with repositories, teams and names, with the webhooks that follow. */
  readonly owners: Owners;
  /** The people who come to the pages of {@link SimulatedGitHub.webUrl}. */
  readonly visitors: Visitors;
  /** The webhooks of Apps that have an address for them. */
  readonly deliveries: Deliveries;
  readonly copilot: Copilot;
  /** The App of the start; null if there was none. */
  readonly app: AppRecord | null;
  readonly close: () => Promise<void>;
};

/**
 * Starts a GitHub on 127.0.0.1 that tells the given stories over HTTP, in the same objects as
 * webhooks and history files.
 *
 * @throws {Error} if the port is taken
 */
export async function startSimulatedGitHub(
  options: SimulatedGitHubOptions,
): Promise<SimulatedGitHub> {
  const { seed, now = () => new Date() } = options;
  const state = createState(options);
  const stats = createStats();
  const tokens = createTokens({ state, now, seed });
  const limits = createLimits({ settings: options.limits ?? {}, state, now, stats });
  const faults = createFaults(options.faults ?? [], hashOf(seed));
  const app = options.app === null ? null : await installEverywhere(state, options.app ?? {});
  const parts = { state, stats, tokens, limits, ...partsBeside(state, options) };
  const callers = createCallers();
  const hosts = await openHosts(options.port ?? 0, (addresses) => ({
    context: { ...parts, callers, seed, now, addresses },
    faults,
  }));
  const { api, web, download } = hosts;
  const { apps, owners, visitors, deliveries, copilot } = parts;
  return {
    apiUrl: api.url,
    graphqlUrl: `${api.url}/graphql`,
    webUrl: web.url,
    downloadUrl: download.url,
    state,
    tokens,
    limits,
    faults,
    stats,
    apps,
    owners,
    visitors,
    deliveries,
    copilot,
    app,
    close: async () => {
      await deliveries.close();
      await Promise.all([api.close(), web.close(), download.close()]);
    },
  };
}

function partsBeside(state: SimulatedGitHubState, options: SimulatedGitHubOptions) {
  const { seed, now = () => new Date() } = options;
  const deliveries = createDeliveries({ state, seed, settings: options.deliveries ?? {} });
  const apps = createApps({ state, deliveries });
  return {
    deliveries,
    apps,
    owners: createOwners({ state, deliveries, apps }),
    signIns: createSignIns({ now, seed }),
    visitors: createVisitors(state),
    copilot: createCopilot({ state, settings: options.copilot ?? {} }),
  };
}

async function installEverywhere(
  state: SimulatedGitHubState,
  wishes: Partial<AppWishes>,
): Promise<AppRecord> {
  const organizations = state.organizations();
  const ownerId = organizations[0]?.id ?? 0;
  const app = await state.registerApp({ name: FIRST_APP.name, ownerId, ...wishes });
  for (const { id } of organizations) state.installApp({ appId: app.id, organizationId: id });
  return app;
}

type Hosts = { readonly api: Host; readonly web: Host; readonly download: Host };

type Making = (addresses: ServerContext['addresses']) => {
  readonly context: ServerContext;
  readonly faults: Faults;
};

/** The hosts name each other in what they answer, so addresses are known once all listen. */
async function openHosts(port: number, make: Making): Promise<Hosts> {
  let hosts: Hosts | null = null;
  const deps = make(() => {
    if (hosts === null) throw new Error('the server does not listen yet');
    return { apiUrl: hosts.api.url, webUrl: hosts.web.url, downloadUrl: hosts.download.url };
  });
  const [api, web, download] = await Promise.all([
    listenOn(createHost('api', deps), port),
    listenOn(createHost('web', deps), 0),
    listenOn(createHost('download', deps), 0),
  ]);
  hosts = { api, web, download };
  return hosts;
}

/** A number for a seed of words, FNV-1a. */
function hashOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const character of words) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash;
}
