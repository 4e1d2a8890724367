import {
  findDigests,
  withOrganization,
  type Database,
  type ReconcilableRepository,
} from '@uplift/db';
import type { PullRequestPage } from '@uplift/github/client';

import { lackingOf, wantLacking } from '../fetch-pull-request-parts/want-lacking.ts';
import { isRefusedValue } from '../store-observations/refused-value.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import {
  joinOutcomes,
  storeWithin,
  type ChangedOrganization,
} from '../store-observations/store-observations.ts';

/** What storing a page of changed pull requests came to. */
export type StoredChanges = {
  /** Pull requests of which something was not known. */
  readonly different: number;
  /** Pull requests with a value that the database refuses. */
  readonly refused: number;
  readonly changedOrganizations: readonly ChangedOrganization[];
  /** Something of them has to be fetched on its own. */
  readonly wantsParts: boolean;
};

type Place = {
  readonly organizationId: number;
  readonly repository: Pick<ReconcilableRepository, 'repositoryId' | 'horizon'>;
};

type PageDeps = { readonly db: Database; readonly now: () => Date };

/**
 * Stores pull requests as GitHub has them now, and tells of how many something was not known: that
 * is what no delivery brought. If the database refuses a value, that pull request alone is left out.
 */
export async function storeChanges(
  page: Pick<PullRequestPage, 'organization' | 'pullRequests'>,
  place: Place,
  deps: PageDeps,
): Promise<StoredChanges> {
  const { horizon } = place.repository;
  const within = page.pullRequests.filter(({ createdAt }) => createdAt >= horizon);
  try {
    return await storeTogether({ ...page, pullRequests: within }, place, deps);
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    if (within.length <= 1) {
      return { different: 0, refused: 1, changedOrganizations: [], wantsParts: false };
    }
  }
  const parts: StoredChanges[] = [];
  for (const one of within) {
    parts.push(await storeChanges({ ...page, pullRequests: [one] }, place, deps));
  }
  const changed = parts.flatMap(({ changedOrganizations }) => changedOrganizations);
  return {
    different: sumOf(parts.map(({ different }) => different)),
    refused: sumOf(parts.map(({ refused }) => refused)),
    ...joinOutcomes([{ changedOrganizations: changed, newEvents: 0 }]),
    wantsParts: parts.some(({ wantsParts }) => wantsParts),
  };
}

async function storeTogether(
  { organization, pullRequests }: Pick<PullRequestPage, 'organization' | 'pullRequests'>,
  { organizationId, repository: { repositoryId } }: Place,
  { db, now }: PageDeps,
): Promise<StoredChanges> {
  const numbers = pullRequests.map(({ number }) => number);
  const observations = pullRequests.flatMap((read) => read.observations);
  const lacking = lackingOf(pullRequests, repositoryId);
  return retryingTransaction(db, async (tx) => {
    const digests = () =>
      withOrganization(tx, organizationId, (own) => findDigests(own, repositoryId, numbers));
    const before = await digests();
    const { changedOrganizations } = await storeWithin(tx, [{ organization, observations }]);
    const after = await digests();
    await withOrganization(tx, organizationId, (own) =>
      wantLacking(own, organizationId, { lacking, at: now() }),
    );
    return {
      different: numbers.filter((number) => before.get(number) !== after.get(number)).length,
      refused: 0,
      changedOrganizations,
      wantsParts: lacking.soon.length > 0,
    };
  });
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
