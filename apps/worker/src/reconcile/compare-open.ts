import {
  countCompleteness,
  findOpenNumbers,
  wantFetches,
  withOrganization,
  type ReconcilableRepository,
} from '@uplift/db';
import { readOpenNumbers } from '@uplift/github/client';
import { dayOf } from '@uplift/metrics';

import { isOwner } from '../backfill-repositories/owner.ts';
import type { Sync } from '../sync/run-sync.ts';
import type { CompareDeps, Comparison } from './reconcile-repository.ts';

/**
 * Compares which pull requests of a repository are open there and here. One that is on one side only
 * is fetched anew, and counts as missing on the day of its last update until it is here.
 *
 * @throws {GitHubError}
 */
export async function compareOpen(
  { repositoryId, githubId, fullName, horizon }: ReconcilableRepository,
  { organizationId, organization, github }: Sync,
  { db, now }: CompareDeps,
): Promise<Comparison> {
  const answer = await readOpenNumbers({ repository: { githubId, fullName } }, { github });
  if (!isOwner(answer.organization, organization)) {
    const failure = `${fullName} belongs to ${answer.organization.login} now`;
    return { checked: 0, different: 0, failure };
  }
  const there = new Map(answer.open.map(({ number, updatedAt }) => [number, updatedAt]));
  return withOrganization(db, organizationId, async (tx) => {
    const here = await findOpenNumbers(tx, repositoryId);
    const lacking = answer.open.filter(({ number }) => !here.has(number));
    const surplus = [...here].filter((number) => !there.has(number));
    const numbers = [...lacking.map(({ number }) => number), ...surplus];
    const wanted = numbers.map((number) => ({
      repositoryId,
      number,
      part: 'whole' as const,
      cursor: null,
    }));
    const at = now();
    await wantFetches(tx, organizationId, { wanted, notBefore: at });
    const days = lacking.map(({ updatedAt }) => dayOf(updatedAt));
    const missing = days.filter((day) => day >= dayOf(horizon)).map((day) => ({ day, count: 1 }));
    const [from] = missing.map(({ day }) => day).toSorted();
    if (from !== undefined) {
      const span = { from, to: dayOf(at) };
      await countCompleteness(tx, organizationId, { repositoryId, span, missing, at });
    }
    return { checked: answer.open.length, different: numbers.length, failure: null };
  });
}
