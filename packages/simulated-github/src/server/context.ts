import type { Router } from 'express';

import type { Callers } from './access/callers.ts';
import type { Tokens } from './access/tokens.ts';
import type { Apps } from './app/apps.ts';
import type { SignIns } from './app/sign-ins.ts';
import type { Visitors } from './app/visitors.ts';
import type { Copilot } from './copilot/copilot.ts';
import type { Deliveries } from './deliveries/deliverer.ts';
import type { Limits } from './limits/limits.ts';
import type { SimulatedGitHubState } from './state/state.ts';
import type { Stats } from './stats.ts';

/** Where the three hosts listen, without a slash at the end. */
type Addresses = {
  readonly apiUrl: string;
  readonly webUrl: string;
  readonly downloadUrl: string;
};

/** What every route module is given. */
export type ServerContext = {
  readonly state: SimulatedGitHubState;
  readonly tokens: Tokens;
  readonly callers: Callers;
  readonly limits: Limits;
  readonly stats: Stats;
  readonly apps: Apps;
  readonly signIns: SignIns;
  readonly visitors: Visitors;
  readonly deliveries: Deliveries;
  readonly copilot: Copilot;
  /** Known once the server listens: ask when a request comes, not before. */
  readonly addresses: () => Addresses;
  /** The wall clock, by which tokens end and limits are counted; the story has `state.clock`. */
  readonly now: () => Date;
  readonly seed: string;
};

/** The routes of one part of GitHub, at the host where GitHub has them. */
export type RouteModule = {
  readonly host: 'api' | 'web' | 'download';
  readonly routes: (context: ServerContext) => Router;
};
