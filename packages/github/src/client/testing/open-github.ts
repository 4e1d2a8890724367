import type { OrganizationStory } from '@uplift/simulated-github';
import {
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
  startSimulatedGitHub,
} from '@uplift/simulated-github/server';

import type { Budget } from '../connection/budget.ts';
import { createGitHubApp, type GitHubApp } from '../connection/create-client.ts';
import type { ConnectionSettings } from '../connection/engine.ts';
import type { GitHubClient } from '../connection/github-client.ts';
import { gitHubHost } from '../connection/github-host.ts';

/** A simulated GitHub, and an App of ours at it. */
export type OpenGitHub = {
  readonly github: SimulatedGitHub;
  readonly connection: ConnectionSettings;
  readonly app: GitHubApp;
  /** In the name of the first installation. */
  readonly client: GitHubClient;
  readonly installationId: number;
  readonly setClock: (at: Date) => void;
};

type Options = {
  readonly stories: readonly OrganizationStory[];
  readonly server?: Partial<SimulatedGitHubOptions>;
  readonly settings?: Partial<ConnectionSettings>;
  readonly budget?: Budget;
};

/** Opens a GitHub whose stories are told until the end of 2026, unless the clock is set. */
export async function openGitHub({
  stories,
  server,
  settings,
  budget,
}: Options): Promise<OpenGitHub> {
  let at = new Date('2026-12-31T00:00:00Z');
  const github = await startSimulatedGitHub({
    organizations: stories,
    clock: () => at,
    seed: 'client',
    ...server,
  });
  const connection = { host: hostOf(github), retryDelayMs: 1, ...settings };
  const { privateKey = '', clientId: appId = '' } = github.app ?? {};
  const app = createGitHubApp({ ...connection, app: { appId, privateKey } });
  const installationId = github.state.installations()[0]?.id ?? 0;
  return {
    github,
    connection,
    app,
    client: app.installation(installationId, budget),
    installationId,
    setClock: (next) => {
      at = next;
    },
  };
}

const hostOf = (github: SimulatedGitHub) =>
  gitHubHost({
    webUrl: github.webUrl,
    apiUrl: github.apiUrl,
    graphqlUrl: github.graphqlUrl,
    downloadHosts: [new URL(github.downloadUrl).host],
  });
