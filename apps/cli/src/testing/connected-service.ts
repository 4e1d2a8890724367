import type { OpenDatabase } from '@uplift/db';
import { openTestStore } from '@uplift/db/testing';
import { createLogger } from '@uplift/runtime';
import type { OrganizationStory } from '@uplift/simulated-github';
import {
  startSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '@uplift/simulated-github/server';

import { openGitHubAccess } from '../composition/github.ts';
import { startService, type Service } from '../composition/service.ts';
import { settingsOf, type Settings } from '../settings.ts';

/** Encrypts what the tests keep. */
export const TEST_SECRET = 'a secret of the tests, 32 bytes or more';

const START = new Date('2026-03-02T09:00:00Z');
const ada = { id: 1, login: 'ada', type: 'User' } as const;
const grace = { id: 2, login: 'grace', type: 'User' } as const;

/** An organisation of an owner (ada), a member (grace) and a repository. */
const acme: OrganizationStory = {
  organization: { id: 9, login: 'acme' },
  repositories: [{ id: 7, fullName: 'acme/api' }],
  people: [ada, grace].map((person) => ({ ...person, from: START, to: null })),
  bots: [],
  teams: [],
  pullRequests: [],
  seats: [],
  usage: [],
};

/** A service that listens, and the GitHub that it is to be connected to. */
export type ConnectedService = {
  readonly github: SimulatedGitHub;
  readonly service: Service;
  readonly url: string;
  readonly store: OpenDatabase;
  readonly settings: Settings;
  /** What the log said. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
};

/** Starts a GitHub without Apps unless told otherwise, and an api on PostgreSQL beside it. */
export async function openConnectedService(
  options: Partial<SimulatedGitHubOptions> = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<ConnectedService> {
  const [store, github] = await Promise.all([openTestStore('postgres'), startAcme(options)]);
  const settings = settingsOf({ ...environmentFor(github), ...environment });
  const logged: string[] = [];
  const logger = createLogger({
    name: 'test',
    destination: { write: (line) => logged.push(line) },
  });
  const service = await startService({
    settings,
    store,
    logger,
    parts: { api: true, worker: false },
    webhookSecret: settings.webhookSecret,
    github: openGitHubAccess(settings, store.db),
  });
  return {
    github,
    service,
    url: service.url ?? '',
    store,
    settings,
    logged,
    close: async () => {
      await service.close();
      await github.close();
      await store.close();
    },
  };
}

/** A GitHub of {@link acme}, without Apps unless told otherwise. */
export function startAcme(options: Partial<SimulatedGitHubOptions> = {}): Promise<SimulatedGitHub> {
  return startSimulatedGitHub({
    organizations: [acme],
    clock: () => new Date(),
    seed: 'connected',
    app: null,
    ...options,
  });
}

/** The settings by which a process finds a simulated GitHub. */
export function environmentFor(github: SimulatedGitHub): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: 'postgres://the-store-is-given',
    UPLIFT_SECRET: TEST_SECRET,
    PORT: '0',
    GITHUB_URL: github.webUrl,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_DOWNLOAD_HOSTS: new URL(github.downloadUrl).host,
  };
}
