import { setImmediate } from 'node:timers/promises';

import {
  countCompleteness,
  findCountsSoFar,
  moveReconciled,
  withOrganization,
  type Database,
  type ReconcilableRepository,
} from '@uplift/db';
import { readUpdatedSince, type PullRequestPage } from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';
import { dayOf, type Day } from '@uplift/metrics';

import { isOwner } from '../backfill-repositories/owner.ts';
import { ringRecompute } from '../ring-recompute.ts';
import type { Sync } from '../sync/run-sync.ts';
import { storeChanges } from './store-page.ts';

/** What comparing needs. */
export type CompareDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
};

/** What comparing a repository came to. */
export type Comparison = {
  /** Pull requests that were updated. */
  readonly checked: number;
  /** Those of them of which something was not known here. */
  readonly different: number;
  /** Why not all of it was compared; null if it was. */
  readonly failure: string | null;
};

/** The same, and the points of GitHub's limit that it took. */
export type PricedComparison = Comparison & { readonly points: number };

/** Clocks of GitHub's machines differ, and an update may show late. */
const OVERLAP_MS = 600_000;
const PAGE_SIZE = 25;
/** After so long without a whole answer, what cannot be read is left behind. */
const PATIENCE_MS = 7 * 86_400_000;

/** A page that lacks pull requests, which may come if fewer are asked for. */
class LackingPageError extends Error {
  override readonly name = 'LackingPageError';
}

/** The name belongs to another organisation by now. */
class ElsewhereError extends Error {
  override readonly name = 'ElsewhereError';
}

/**
 * Reads and stores what was updated on GitHub since the last comparison, and counts how much of each
 * day is there by now. The next comparison starts where this one began.
 *
 * @throws {GitHubError}
 */
export async function reconcileRepository(
  repository: ReconcilableRepository,
  sync: Sync,
  deps: CompareDeps,
): Promise<PricedComparison> {
  const began = deps.now();
  const { fullName, reconciledUntil } = repository;
  const tally = new Tally();
  try {
    await compareAtEase(repository, tally, { sync, deps });
  } catch (error) {
    if (!(error instanceof ElsewhereError)) throw error;
    return { ...tally.found, failure: error.message };
  }
  const isPatient = began.getTime() - reconciledUntil.getTime() < PATIENCE_MS;
  const { unreadable, found } = tally;
  const failure = unreadable === 0 ? null : `${unreadable} of ${fullName} could not be read`;
  if (failure === null || !isPatient) await moveOn(repository, { began, tally, sync }, deps);
  return { ...found, failure };
}

/** What was found so far. */
class Tally {
  checked = 0;
  unreadable = 0;
  different = 0;
  points = 0;

  /** Begins a reading anew; what was stored stays known. */
  restart(): void {
    this.checked = 0;
    this.unreadable = 0;
  }

  get found(): Omit<PricedComparison, 'failure'> {
    return { checked: this.checked, different: this.different, points: this.points };
  }
}

type Around = { readonly sync: Sync; readonly deps: CompareDeps };

/** Asks for fewer at once as long as GitHub leaves pull requests out of its pages. */
async function compareAtEase(
  repository: ReconcilableRepository,
  tally: Tally,
  around: Around,
): Promise<void> {
  for (let first = PAGE_SIZE; ; first = Math.max(1, Math.floor(first / 2))) {
    tally.restart();
    try {
      return await comparePages({ repository, first }, tally, around);
    } catch (error) {
      if (!(error instanceof LackingPageError)) throw error;
    }
  }
}

async function comparePages(
  { repository, first }: { readonly repository: ReconcilableRepository; readonly first: number },
  tally: Tally,
  { sync, deps }: Around,
): Promise<void> {
  const { githubId, fullName, reconciledUntil } = repository;
  const since = new Date(reconciledUntil.getTime() - OVERLAP_MS);
  const wishes = { repository: { githubId, fullName }, since, first };
  for await (const page of readUpdatedSince(wishes, { github: sync.github })) {
    tally.points += page.cost;
    const owner = page.organization;
    if (!isOwner(owner, sync.organization)) {
      throw new ElsewhereError(`${fullName} belongs to ${owner.login} now`);
    }
    if (page.unreadable > 0 && first > 1) throw new LackingPageError(fullName);
    const { different, refused } = await storeRead(page, { repository, sync }, deps);
    tally.checked += page.pullRequests.length;
    tally.different += different;
    tally.unreadable += page.unreadable + refused;
    await setImmediate();
  }
}

async function storeRead(
  page: PullRequestPage,
  { repository, sync }: { readonly repository: ReconcilableRepository; readonly sync: Sync },
  deps: CompareDeps,
) {
  const { organizationId } = sync;
  const stored = await storeChanges(page, { organizationId, repository }, deps);
  await ringRecompute(stored.changedOrganizations, deps.queue);
  if (stored.wantsParts) {
    const unlessWaiting = String(organizationId);
    await deps.queue.enqueue('fetch-pull-request-parts', { organizationId }, { unlessWaiting });
  }
  return stored;
}

async function moveOn(
  { repositoryId, reconciledUntil, horizon }: ReconcilableRepository,
  { began, tally, sync }: { readonly began: Date; readonly tally: Tally; readonly sync: Sync },
  { db }: CompareDeps,
): Promise<void> {
  const { organizationId } = sync;
  await withOrganization(db, organizationId, async (tx) => {
    await moveReconciled(tx, repositoryId, began);
    const { counted, firstIncomplete } = await findCountsSoFar(tx, repositoryId);
    const since = dayOf(new Date(reconciledUntil.getTime() - OVERLAP_MS));
    const isAnew = !counted || tally.different > 0;
    const from = isAnew ? dayOf(horizon) : earlier(since, firstIncomplete);
    const span = { from, to: dayOf(began) };
    await countCompleteness(tx, organizationId, { repositoryId, span, missing: [], at: began });
  });
}

function earlier(a: Day, b: Day | null): Day {
  return b !== null && b < a ? b : a;
}
