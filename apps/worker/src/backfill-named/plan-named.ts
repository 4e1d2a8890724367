import {
  findBackfillProgress,
  findInstallationOf,
  findOrganizationsNamed,
  findRepositoriesNamed,
  planBackfills,
  withOrganization,
  type Database,
  type Transaction,
} from '@uplift/db';
import { readPullRequestPage, type GitHubClient } from '@uplift/github/client';

import { clientOfOrganization, type GitHubConnection } from '../github/connection.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin } from '../store-observations/store-observations.ts';
import { askPatiently, type PatienceDeps } from './patience.ts';

/** Nobody can be asked for a repository: there is neither a token nor an App that may see it. */
export class NobodyToAskError extends Error {
  override readonly name = 'NobodyToAskError';
}

/** A repository that was found on GitHub and whose history is to be fetched. */
export type NamedPlan = {
  readonly organizationId: number;
  readonly repositoryId: number;
  /** `owner/name` as GitHub writes it today. */
  readonly fullName: string;
  /** What was fetched before: pull requests, and the points of the limit that they took. */
  readonly before: { readonly done: number; readonly points: number };
};

/** What planning single repositories needs. */
export type NamedPlanDeps = PatienceDeps & {
  readonly db: Database;
  readonly github: GitHubConnection;
};

/**
 * Finds a repository on GitHub by its name, keeps it, and plans its history. One that was fetched
 * already, or interrupted, goes on where it was, if the horizon lies further back.
 *
 * @throws {NobodyToAskError}
 * @throws {GitHubError} `not_found`, `forbidden` and others
 */
export async function planNamed(
  { fullName, horizon }: { readonly fullName: string; readonly horizon: Date },
  deps: NamedPlanDeps,
): Promise<NamedPlan> {
  const { db, signal } = deps;
  const github = await clientFor(fullName, deps);
  const asked = { repository: { githubId: null, fullName }, first: 1, after: null };
  const reading = signal === undefined ? { github } : { github, signal };
  const { organization, repository } = await askPatiently(
    () => readPullRequestPage(asked, reading),
    deps,
  );
  return retryingTransaction(db, async (tx) => {
    const seen = { kind: 'repository', repository, removed: false } as const;
    await storeWithin(tx, [{ organization, observations: [seen] }]);
    const { githubId, login } = organization;
    const [owner] = await findOrganizationsNamed(tx, [{ githubId, name: login }]);
    if (owner === undefined) throw new Error('an organisation was not stored');
    const planned = await withOrganization(tx, owner.id, (own) =>
      planOne(own, { organizationId: owner.id, horizon, repository }),
    );
    return { organizationId: owner.id, ...planned, fullName: repository.fullName };
  });
}

async function clientFor(fullName: string, { db, github }: NamedPlanDeps): Promise<GitHubClient> {
  const [login = ''] = fullName.split('/');
  const [known] = await findOrganizationsNamed(db, [{ githubId: null, name: login }]);
  const installed = known === undefined ? null : await findInstallationOf(db, known.id);
  const client = await clientOfOrganization(
    installed ?? { installationId: null, status: 'none' },
    github,
  );
  if (client === null) throw new NobodyToAskError(fullName);
  return client;
}

async function planOne(
  own: Transaction,
  {
    organizationId,
    horizon,
    repository: { githubId, fullName },
  }: {
    readonly organizationId: number;
    readonly horizon: Date;
    readonly repository: { readonly githubId: number | null; readonly fullName: string };
  },
): Promise<Pick<NamedPlan, 'repositoryId' | 'before'>> {
  const [row] = await findRepositoriesNamed(own, [{ githubId, name: fullName }]);
  if (row === undefined || githubId === null) throw new Error('a repository was not stored');
  const progress = await findBackfillProgress(own);
  const { done, points } = progress.find((one) => one.repositoryId === row.id) ?? nothing;
  const repositories = [{ githubId, pushedAt: null }];
  await planBackfills(own, organizationId, { repositories, horizon, others: null });
  return { repositoryId: row.id, before: { done, points } };
}

const nothing = { done: 0, points: 0 };
