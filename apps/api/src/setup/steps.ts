import { findInstalledOrganizations, findRepositoryHealth, withOrganization } from '@uplift/db';

import type { Finding } from '../github-app/finding.ts';
import type { SetupDeps } from './setup-deps.ts';

/** A step of connecting GitHub: behind, to be done now, or waiting for the one before. */
export type SetupStep = {
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  readonly words: string;
};

/** What the steps are told from. */
export type SetupProgress = {
  /** What was found of the App; `none` while there is no App. */
  readonly app: 'none' | Finding;
  /** Logins of organisations in which it is installed. */
  readonly installed: readonly string[];
  readonly repositories: number;
  readonly pullRequests: number;
};

const APP = 'github-app';

/** The way from nothing to the first figures. */
export function stepsOf({
  app,
  installed,
  repositories,
  pullRequests,
}: SetupProgress): readonly SetupStep[] {
  const hasApp = app !== 'none' && app.status !== 'failed';
  const isInstalled = hasApp && installed.length > 0;
  return [
    {
      title: 'Create the App',
      state: stateOf(hasApp, true),
      words: app === 'none' ? 'An App of your own, private and reading only.' : app.words,
    },
    {
      title: 'Choose repositories',
      state: stateOf(isInstalled, hasApp),
      words: isInstalled
        ? `Installed for ${installed.join(', ')}: ${told(repositories, 'repository', 'repositories')} so far.`
        : 'Install the App and choose what it may read; GitHub asks which.',
    },
    {
      title: 'First data',
      state: stateOf(isInstalled && pullRequests > 0, isInstalled),
      words:
        pullRequests > 0
          ? `${told(pullRequests, 'pull request', 'pull requests')} here; the newest come first.`
          : 'Pull requests come by themselves, the newest first; the first within minutes.',
    },
  ];
}

/** Where a connection stands that was looked at. */
export async function readSteps(
  findings: readonly Finding[],
  { db }: Pick<SetupDeps, 'db'>,
): Promise<readonly SetupStep[]> {
  const active = (await findInstalledOrganizations(db)).filter(({ status }) => status === 'active');
  const counts = { repositories: 0, pullRequests: 0 };
  for (const { organizationId } of active) {
    const found = await withOrganization(db, organizationId, findRepositoryHealth);
    const shared = found.filter(({ removed }) => !removed);
    counts.repositories += shared.length;
    counts.pullRequests += shared.reduce((sum, { pullRequests }) => sum + pullRequests, 0);
  }
  return stepsOf({
    app: findings.find(({ id }) => id === APP) ?? 'none',
    installed: active.map(({ login }) => login),
    ...counts,
  });
}

function stateOf(isDone: boolean, isReady: boolean): SetupStep['state'] {
  if (isDone) return 'done';
  return isReady ? 'now' : 'later';
}

function told(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
