import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';

import type { GitHubHost } from './github-host.ts';

/** The part of the platform's `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** What can be set of every connection. */
export type ConnectionSettings = {
  readonly host: GitHubHost;
  /** The platform's unless told. */
  readonly fetch?: Fetch;
  /** The wall clock, by which keys and tokens end; the machine's unless told. */
  readonly now?: () => Date;
  /** How long one request may take, its body included; 30,000 unless told. */
  readonly timeoutMs?: number;
  /** The wait before the first repetition of a question that failed; 1,000 unless told. */
  readonly retryDelayMs?: number;
};

/** Octokit, once for REST and once for all that must not be repeated or slowed down. */
export type Engine = {
  /** Repeats what failed for a while, and waits where GitHub says so for a moment. */
  readonly patient: Octokit;
  /** Asks once. */
  readonly plain: Octokit;
  /** Without a limit of time. */
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly now: () => Date;
  readonly host: GitHubHost;
};

const PatientOctokit = Octokit.plugin(retry, throttling);

const usualTimeoutMs = 30_000;
const usualRetryDelayMs = 1000;
const repetitions = 2;

/** A wait that a caller would rather sit out than come back for. */
const shortWaitSeconds = 5;

const mute = () => {};
const silence = { debug: mute, info: mute, warn: mute, error: mute };

/** The API version whose answers are read. */
const apiVersion = '2022-11-28';

/** The engine of a connection; `id` keeps the queues of different callers apart. */
export function createEngine(settings: ConnectionSettings, id: string): Engine {
  const { host, now = () => new Date(), retryDelayMs = usualRetryDelayMs } = settings;
  const { fetch: ask = (url, init) => fetch(url, init), timeoutMs = usualTimeoutMs } = settings;
  const limitedFetch = withTimeout(keptToHost(ask, host), timeoutMs);
  const common = {
    baseUrl: host.apiUrl,
    userAgent: 'uplift',
    log: silence,
    request: { fetch: limitedFetch, log: silence },
  };
  const sitOut = (...[seconds, , , count]: [number, unknown, unknown, number]) =>
    seconds <= shortWaitSeconds && count < repetitions;
  const patient = new PatientOctokit({
    ...common,
    retry: { retries: repetitions, retryAfterBaseValue: retryDelayMs },
    throttle: { id, onRateLimit: () => false, onSecondaryRateLimit: sitOut },
  });
  const plain = new Octokit(common);
  for (const octokit of [patient, plain]) {
    octokit.hook.before('request', (options) => {
      options.headers['x-github-api-version'] = apiVersion;
    });
  }
  return { patient, plain, fetch: ask, timeoutMs, now, host };
}

/** Credentials go to the addresses of this GitHub alone, whatever a question was made of. */
function keptToHost(ask: Fetch, { apiUrl, graphqlUrl }: GitHubHost): Fetch {
  return (url, init = {}) => {
    const isOurs = url === graphqlUrl || url === apiUrl || url.startsWith(`${apiUrl}/`);
    const isTold = new Headers(init.headers).has('authorization');
    if (isTold && !isOurs) return Promise.reject(new TypeError('not an address of this GitHub'));
    return ask(url, init);
  };
}

/** Ends a request that takes too long, or that its caller no longer wants. */
function withTimeout(ask: Fetch, timeoutMs: number): Fetch {
  return (url, init = {}) => {
    const signals = [AbortSignal.timeout(timeoutMs), ...(init.signal ? [init.signal] : [])];
    return ask(url, { ...init, signal: AbortSignal.any(signals) });
  };
}
