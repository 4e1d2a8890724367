import type { Authorship } from '../facts.ts';
import type { DeploymentRecord } from './production-deployments.ts';

/** A pull request merged to the default branch of its repository. */
export type MergedChange = {
  readonly repositoryId: number;
  readonly personId: number | null;
  readonly authorship: Authorship;
  /** The first commit, else the opening. */
  readonly firstCommitAt: Date;
  readonly mergedAt: Date;
};

/** A pull request that reached production. */
export type DeliveredPullRequest = Pick<
  MergedChange,
  'repositoryId' | 'personId' | 'authorship'
> & {
  readonly deployedAt: Date;
  /** From the first commit to the success of the deployment. */
  readonly leadSeconds: number;
};

/**
 * When merged pull requests reached production: with the first deployment of their repository that
 * was made at the merge or later and succeeded. Which commits a deployment holds is not known; one
 * made of an older commit is taken to hold them all the same.
 */
export function deliveredPullRequests(
  changes: readonly MergedChange[],
  records: readonly DeploymentRecord[],
): DeliveredPullRequest[] {
  const successes = new Map<number, { made: number; at: Date }[]>();
  for (const { repositoryId, createdAt, succeededAt } of records) {
    if (succeededAt === null) continue;
    const ofRepository = successes.get(repositoryId) ?? [];
    successes.set(repositoryId, ofRepository);
    ofRepository.push({ made: createdAt.getTime(), at: succeededAt });
  }
  for (const all of successes.values()) all.sort((a, b) => a.made - b.made);

  return changes.flatMap(({ repositoryId, personId, authorship, firstCommitAt, mergedAt }) => {
    const all = successes.get(repositoryId) ?? [];
    const next = all[firstAtOrAfter(all, mergedAt.getTime())];
    if (next === undefined) return [];
    const leadSeconds = (next.at.getTime() - firstCommitAt.getTime()) / 1000;
    if (leadSeconds < 0) return [];
    return [{ repositoryId, personId, authorship, deployedAt: next.at, leadSeconds }];
  });
}

function firstAtOrAfter(all: readonly { readonly made: number }[], instant: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((all[middle]?.made ?? Infinity) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
