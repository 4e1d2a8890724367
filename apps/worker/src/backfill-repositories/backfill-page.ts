import {
  advanceBackfill,
  leaseBackfill,
  setBackfillBack,
  USUAL_PAGE_SIZE,
  withOrganization,
  type BackfillSetback,
  type Database,
  type FetchedPage,
  type LeasedBackfill,
  type OrganizationInstallation,
  type Transaction,
} from '@uplift/db';
import {
  isGitHubError,
  readPullRequestPage,
  type GitHubClient,
  type PullRequestPage,
  type PullRequestRead,
} from '@uplift/github/client';

import { lackingOf, wantLacking } from '../fetch-pull-request-parts/want-lacking.ts';
import { isRefusedValue } from '../store-observations/refused-value.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin, type StoreOutcome } from '../store-observations/store-observations.ts';
import { followMove } from './follow-move.ts';
import { isOwner } from './owner.ts';
import { consequenceOf, smaller } from './setback.ts';

/** Whose pages, and of which repositories: null for all. */
export type PageWish = {
  readonly organizationId: number;
  readonly organization: OrganizationInstallation;
  readonly repositoryIds: readonly number[] | null;
};

/** What fetching a page needs. */
export type PageDeps = {
  readonly db: Database;
  readonly now: () => Date;
  readonly client: GitHubClient;
  /** A lease that nobody ended is another's after so long. */
  readonly leaseSeconds: number;
  readonly signal?: AbortSignal;
};

/** What became of a page. */
export type PageOutcome =
  /** There was nothing to do at this moment. */
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'stored';
      readonly pullRequests: number;
      readonly stored: StoreOutcome;
      /** Something of them has to be fetched on its own. */
      readonly wantsParts: boolean;
    }
  /** Nothing was stored; the reason is in the repository's row. */
  | { readonly kind: 'failed'; readonly error: Error; readonly pauseUntil: Date | null }
  /** It is to be asked for again in smaller pieces, or is another's by now. */
  | { readonly kind: 'again' };

/** What one worker stores while its lease was another's by then. */
class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The page grows by so many after each that went well. */
const GROWTH = 3;

/**
 * Fetches the next page of the repository that is furthest behind, and stores it in the transaction
 * that moves its cursor: whoever is killed loses no page, and one at most is fetched again.
 */
export async function backfillPage(wish: PageWish, deps: PageDeps): Promise<PageOutcome> {
  const { db, now, leaseSeconds } = deps;
  const { organizationId, repositoryIds } = wish;
  const lease = await withOrganization(db, organizationId, (tx) => {
    const at = now();
    const until = new Date(at.getTime() + leaseSeconds * 1000);
    return leaseBackfill(tx, { repositoryIds, now: at, until });
  });
  if (lease === null) return { kind: 'idle' };
  try {
    return await fetchLeased(lease, wish, deps);
  } catch (error) {
    if (!isGitHubError(error)) {
      if (deps.signal?.aborted === true) await giveBack(lease, wish, deps);
      throw error;
    }
    if (error.kind === 'moved' && (await followMove(lease, wish, deps))) return { kind: 'again' };
    const { setback, pauseUntil } = consequenceOf(error, lease, now());
    await setBack(lease, setback, { wish, deps });
    return error.kind === 'too_heavy' ? { kind: 'again' } : { kind: 'failed', error, pauseUntil };
  }
}

async function fetchLeased(
  lease: LeasedBackfill,
  wish: PageWish,
  deps: PageDeps,
): Promise<PageOutcome> {
  const { client: github, signal } = deps;
  const { githubId, fullName, pageSize: first, cursor: after } = lease;
  const repository = { githubId, fullName };
  const reading = signal === undefined ? { github } : { github, signal };
  const page = await readPullRequestPage({ repository, first, after }, reading);
  const owner = page.organization;
  if (!isOwner(owner, wish.organization)) {
    const failure = `the repository belongs to ${owner.login} now`;
    await setBack(lease, { ...smaller(lease), state: 'unreachable', failure }, { wish, deps });
    return { kind: 'again' };
  }
  if (page.unreadable > 0 && first > 1) {
    await setBack(lease, smaller(lease), { wish, deps });
    return { kind: 'again' };
  }
  try {
    return await storePage(page, lease, { wish, deps });
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'again' };
    if (!isRefusedValue(error)) throw error;
    return withoutRefused(page, lease, { wish, deps });
  }
}

type Around = { readonly wish: PageWish; readonly deps: PageDeps };

/** Pages are halved until the one that the database refuses is alone; that one is passed over. */
async function withoutRefused(
  page: PullRequestPage,
  lease: LeasedBackfill,
  around: Around,
): Promise<PageOutcome> {
  if (lease.pageSize > 1) {
    await setBack(lease, smaller(lease), around);
    return { kind: 'again' };
  }
  const numbers = page.pullRequests.map(({ number }) => `#${number}`).join(', ');
  const problems = [`the database refuses a value of ${numbers}`];
  return storePage({ ...page, pullRequests: [], problems, unreadable: 1 }, lease, around);
}

async function storePage(
  page: PullRequestPage,
  lease: LeasedBackfill,
  { wish: { organizationId }, deps: { db, now } }: Around,
): Promise<PageOutcome> {
  const within = page.pullRequests.filter(({ createdAt }) => createdAt >= lease.horizon);
  const observations = within.flatMap((read) => read.observations);
  const lacking = lackingOf(within, lease.repositoryId);
  const fetched = fetchedPage(page, within, lease);
  const reached = oldestOf(within.map(({ createdAt }) => createdAt));
  const stored = await retryingTransaction(db, async (tx: Transaction) => {
    const outcome = await storeWithin(tx, [{ organization: page.organization, observations }]);
    await withOrganization(tx, organizationId, async (own) => {
      const at = now();
      if (!(await advanceBackfill(own, lease, { ...fetched, reached, now: at }))) {
        throw new LeaseLostError(`${lease.fullName} is fetched by another worker`);
      }
      await wantLacking(own, organizationId, { lacking, at });
    });
    return outcome;
  });
  return {
    kind: 'stored',
    pullRequests: within.length,
    stored,
    wantsParts: lacking.soon.length > 0,
  };
}

function fetchedPage(
  page: PullRequestPage,
  within: readonly PullRequestRead[],
  { cursor: before, pageSize, storedDownTo }: LeasedBackfill,
): Omit<FetchedPage, 'reached'> {
  const { cursor, hasNextPage, total, cost, unreadable, problems } = page;
  const isBehindHorizon = within.length < page.pullRequests.length;
  const isStuck = cursor === null || cursor === before;
  return {
    // What lies before the horizon on this page is not stored: going further back begins with it.
    cursor: isBehindHorizon ? null : cursor,
    stored: within.filter(({ createdAt }) => storedDownTo === null || createdAt < storedDownTo)
      .length,
    total,
    cost,
    isLast: !hasNextPage || isBehindHorizon || isStuck,
    nextPageSize: Math.min(USUAL_PAGE_SIZE, pageSize + GROWTH),
    failure: unreadable === 0 ? null : `a pull request could not be read: ${problems.join(', ')}`,
  };
}

function oldestOf(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((a, b) => (a === null || b < a ? b : a), null);
}

async function giveBack(lease: LeasedBackfill, wish: PageWish, deps: PageDeps): Promise<void> {
  const { attempts, pageSize } = lease;
  const setback = { state: 'running', failure: null, notBefore: null, attempts, pageSize } as const;
  await setBack(lease, setback, { wish, deps });
}

async function setBack(
  lease: LeasedBackfill,
  setback: BackfillSetback,
  { wish: { organizationId }, deps: { db } }: Around,
): Promise<void> {
  await withOrganization(db, organizationId, (tx) => setBackfillBack(tx, lease, setback));
}
