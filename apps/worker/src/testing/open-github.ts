import { findOrganizationsNamed, type Database } from '@uplift/db';
import { gitHubHost } from '@uplift/github/client';
import type { OrganizationStory } from '@uplift/simulated-github';
import {
  startSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '@uplift/simulated-github/server';

import { openGitHubConnection, type GitHubConnection } from '../github/connection.ts';
import { storeObservations } from '../store-observations/store-observations.ts';

/** A simulated GitHub, on which an App of ours is installed. */
export type OpenGitHub = {
  readonly github: SimulatedGitHub;
  readonly connect: (db: Database) => GitHubConnection;
  /** The same GitHub, asked by a person's token alone. */
  readonly connectByToken: (db: Database, token: string, enterprise?: string) => GitHubConnection;
  /** Makes the installation on an organisation known to a store. @returns the id there */
  readonly install: (db: Database, login: string) => Promise<number>;
  readonly now: () => Date;
  readonly setNow: (at: Date) => void;
};

/** Opens a GitHub whose stories are all told by now, unless it is an earlier time there. */
export async function openGitHub(
  stories: readonly OrganizationStory[],
  server: Partial<SimulatedGitHubOptions> = {},
  startsAt = new Date('2026-06-01T00:00:00Z'),
): Promise<OpenGitHub> {
  let at = startsAt;
  const now = () => at;
  const seed = 'worker';
  const options = { organizations: stories, clock: now, now, seed, ...server };
  const github = await startSimulatedGitHub(options);
  const { privateKey = '', clientId: appId = '' } = github.app ?? {};
  const settings = { host: hostOf(github), now, retryDelayMs: 1 };
  return {
    github,
    connect: (db) =>
      openGitHubConnection({
        db,
        settings,
        app: () => Promise.resolve({ appId, privateKey }),
        token: null,
      }),
    connectByToken: (db, ofPerson, enterprise) =>
      openGitHubConnection({
        db,
        settings,
        app: () => Promise.resolve(null),
        token: ofPerson,
        ...(enterprise !== undefined && { enterprise }),
      }),
    install: (db, login) => install(github, { db, login }),
    now,
    setNow: (next) => {
      at = next;
    },
  };
}

/** Where a simulated GitHub is. */
const hostOf = (github: SimulatedGitHub) =>
  gitHubHost({
    webUrl: github.webUrl,
    apiUrl: github.apiUrl,
    graphqlUrl: github.graphqlUrl,
    downloadHosts: [new URL(github.downloadUrl).host],
  });

async function install(
  { state }: SimulatedGitHub,
  { db, login }: { readonly db: Database; readonly login: string },
): Promise<number> {
  const organization = state.organizationByLogin(login);
  const installation = state
    .installations()
    .find(({ organizationId }) => organizationId === organization?.id);
  if (!organization || !installation) throw new Error(`no installation on ${login}`);
  const ref = { githubId: organization.id, login };
  const installed = {
    kind: 'installation',
    installationId: installation.id,
    status: 'active',
  } as const;
  await storeObservations([{ organization: ref, observations: [installed] }], { db });
  const [row] = await findOrganizationsNamed(db, [{ githubId: ref.githubId, name: login }]);
  return row?.id ?? 0;
}
