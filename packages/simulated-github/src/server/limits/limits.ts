import type { Caller } from '../access/caller.ts';
import { callerKey } from '../access/caller.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Stats } from '../stats.ts';

/** GitHub's limits, any of which can be set otherwise; `Infinity` switches one off. */
export type LimitSettings = {
  /** Requests an hour of an App installation or a person; follows GitHub's rule unless told. */
  readonly restPerHour?: number;
  /** GraphQL points an hour; follows GitHub's rule unless told. */
  readonly graphqlPerHour?: number;
  /** Requests an hour without a token; 60 unless told. */
  readonly anonymousPerHour?: number;
  /** Requests under way at once, REST and GraphQL together; 100 unless told. */
  readonly concurrent?: number;
  /** REST points in a minute: 1 for reading, 5 for writing; 900 unless told. */
  readonly restPointsPerMinute?: number;
  /** GraphQL points in a minute; 2,000 unless told. */
  readonly graphqlPointsPerMinute?: number;
  /** Seconds that one GraphQL query may take before it is cut off with 502; 10 unless told. */
  readonly graphqlSecondsPerQuery?: number;
  /** Nodes in one GraphQL answer; pages beyond are null, with an error. Any number unless told. */
  readonly graphqlNodesPerQuery?: number;
  /** The length of the hour, in milliseconds; 3,600,000 unless told. */
  readonly hourMs?: number;
};

/** GitHub counts REST and GraphQL apart. */
type LimitedResource = 'core' | 'graphql';

/** How a caller stands in the present hour, as the `x-ratelimit-*` headers tell it. */
export type RateStatus = {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** When the hour ends, in whole seconds since the epoch. */
  readonly reset: number;
  readonly resource: LimitedResource;
};

/** Counts what callers use. */
export type Limits = {
  readonly status: (caller: Caller, resource: LimitedResource) => RateStatus;
  /** Takes points of the hour; negative points give back (a 304 costs nothing). */
  readonly charge: (caller: Caller, resource: LimitedResource, points: number) => void;
  /** Takes points of the minute: false, and nothing taken, if there are not so many left. */
  readonly chargeMinute: (caller: Caller, resource: LimitedResource, points: number) => boolean;
  /** A request begins: false if too many are under way, else {@link Limits.leave} must follow. */
  readonly enter: (caller: Caller) => boolean;
  readonly leave: (caller: Caller) => void;
  /** What one GraphQL query may take. */
  readonly graphqlQuery: { readonly seconds: number; readonly nodes: number };
};

/** What limits depend on; `now` is the wall clock. */
export type LimitDeps = {
  readonly settings: LimitSettings;
  readonly state: SimulatedGitHubState;
  readonly now: () => Date;
  readonly stats: Stats;
};

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Nothing used yet. */
export function createLimits(deps: LimitDeps): Limits {
  const { settings, now, stats } = deps;
  const hours = createWindows(settings.hourMs ?? HOUR_MS, now);
  const minutes = createWindows(MINUTE_MS, now);

  return {
    status: (caller, resource) => {
      const { used, endsMs } = hours(windowKey(caller, resource));
      const limit = hourlyLimit(caller, resource, deps);
      const remaining = Math.max(0, limit - used);
      return { limit, used, remaining, reset: Math.ceil(endsMs / 1000), resource };
    },
    charge: (caller, resource, points) => {
      hours(windowKey(caller, resource)).used += points;
      stats.addPoints(points);
    },
    chargeMinute: (caller, resource, points) => {
      const minute = minutes(windowKey(caller, resource));
      if (minute.used + points > minutely(resource, settings)) return false;
      minute.used += points;
      return true;
    },
    ...createGate(settings.concurrent ?? 100),
    graphqlQuery: {
      seconds: settings.graphqlSecondsPerQuery ?? 10,
      nodes: settings.graphqlNodesPerQuery ?? Infinity,
    },
  };
}

function windowKey(caller: Caller, resource: LimitedResource): string {
  return `${callerKey(caller)} ${resource}`;
}

type Window = { readonly endsMs: number; used: number };

/** The present window of each key; one begins with the first use after the last has ended. */
function createWindows(lengthMs: number, now: () => Date): (key: string) => Window {
  const windows = new Map<string, Window>();
  return (key) => {
    const nowMs = now().getTime();
    const present = windows.get(key);
    if (present !== undefined && present.endsMs > nowMs) return present;
    const fresh = { endsMs: nowMs + lengthMs, used: 0 };
    windows.set(key, fresh);
    return fresh;
  };
}

function createGate(atOnce: number): Pick<Limits, 'enter' | 'leave'> {
  const underWay = new Map<string, number>();
  return {
    enter: (caller) => {
      const count = underWay.get(callerKey(caller)) ?? 0;
      if (count >= atOnce) return false;
      underWay.set(callerKey(caller), count + 1);
      return true;
    },
    leave: (caller) => {
      underWay.set(callerKey(caller), (underWay.get(callerKey(caller)) ?? 1) - 1);
    },
  };
}

function minutely(resource: LimitedResource, settings: LimitSettings): number {
  const { restPointsPerMinute = 900, graphqlPointsPerMinute = 2000 } = settings;
  return resource === 'core' ? restPointsPerMinute : graphqlPointsPerMinute;
}

const BASE = 5000;
const SMALL = 20;
const MORE_FOR_EACH = 50;
const MOST = 12_500;

/** 5,000 an hour, and for an installation 50 more for each repository and each person above 20. */
function hourlyLimit(caller: Caller, resource: LimitedResource, deps: LimitDeps): number {
  const { settings, state } = deps;
  if (caller.kind === 'anonymous') return settings.anonymousPerHour ?? 60;
  const told = resource === 'core' ? settings.restPerHour : settings.graphqlPerHour;
  if (told !== undefined) return told;
  if (caller.kind !== 'installation') return BASE;
  const organization = state.organizationById(caller.installation.organizationId);
  if (organization === null) return BASE;
  const repositories = state.repositoriesOf(organization.id).length;
  const people = state.membersOf(organization).length;
  const above = Math.max(0, repositories - SMALL) + Math.max(0, people - SMALL);
  return Math.min(MOST, BASE + MORE_FOR_EACH * above);
}
