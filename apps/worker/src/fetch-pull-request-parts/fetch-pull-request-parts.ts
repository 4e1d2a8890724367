import { setImmediate } from 'node:timers/promises';

import {
  dropFetch,
  findInstallationOf,
  findNextFetch,
  leaseFetches,
  postponeFetch,
  settleFetch,
  withOrganization,
  type Database,
  type LeasedFetch,
  type Transaction,
} from '@uplift/db';
import {
  isGitHubError,
  readPullRequest,
  readPullRequestPart,
  type GitHubClient,
  type GitHubError,
} from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';
import type { OrganizationObservations } from '@uplift/metrics';

import { isOwner } from '../backfill-repositories/owner.ts';
import { clientOfOrganization, type GitHubConnection } from '../github/connection.ts';
import { ringRecompute } from '../ring-recompute.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin } from '../store-observations/store-observations.ts';
import { askAgainAt, failureOf, lackingOf, wantLacking, type Lack } from './want-lacking.ts';

/** What fetching parts needs. */
export type FetchDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  readonly github: GitHubConnection;
  readonly onError: (error: Error) => void;
  readonly signal?: AbortSignal;
};

/** What a run came to. */
export type FetchRun = {
  readonly fetched: number;
  /** When the next part is due; null if none is wanted, or nobody can ask. */
  readonly nextAt: Date | null;
};

const AT_ONCE = 10;
const LEASE_SECONDS = 120;
const FIRST_RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 3600;
/** What failed so often is asked for no more often than daily. */
const QUICK_ATTEMPTS = 12;
const SELDOM_SECONDS = 86_400;
/** One run ends after so many, so that other organisations have their turn. */
const MOST_OF_A_RUN = 200;

/**
 * Fetches what is missing of single pull requests: what did not fit onto a page of their history, and
 * commits, which webhooks do not carry. Each is stored in the transaction that strikes it off.
 */
export async function fetchPullRequestParts(
  { organizationId }: { readonly organizationId: number },
  deps: FetchDeps,
): Promise<FetchRun> {
  const { db, now } = deps;
  const organization = await findInstallationOf(db, organizationId);
  const client = organization && (await clientOfOrganization(organization, deps.github));
  if (organization === null || client === null) return { fetched: 0, nextAt: null };

  let fetched = 0;
  let pausedUntil: Date | null = null;
  while (pausedUntil === null && fetched < MOST_OF_A_RUN) {
    const leased = await lease(organizationId, deps);
    if (leased.length === 0) break;
    for (const fetch of leased) {
      const around = { organizationId, organization, client, deps };
      if (pausedUntil === null) pausedUntil = await fetchOne(fetch, around);
      else await postpone(fetch, { notBefore: pausedUntil, failure: null }, around);
      fetched += 1;
      await setImmediate();
    }
  }
  const nextAt = await withOrganization(db, organizationId, findNextFetch);
  return { fetched, nextAt: nextAt !== null && nextAt < now() ? now() : nextAt };
}

function lease(organizationId: number, { db, now }: FetchDeps): Promise<LeasedFetch[]> {
  const at = now();
  const until = new Date(at.getTime() + LEASE_SECONDS * 1000);
  return withOrganization(db, organizationId, (tx) =>
    leaseFetches(tx, { now: at, until, limit: AT_ONCE }),
  );
}

type Around = {
  readonly organizationId: number;
  readonly organization: Parameters<typeof isOwner>[1];
  readonly client: GitHubClient;
  readonly deps: FetchDeps;
};

/** @returns until when nobody need ask again; null to go on */
async function fetchOne(fetch: LeasedFetch, around: Around): Promise<Date | null> {
  const { organizationId, deps } = around;
  const { db, now, onError } = deps;
  try {
    const found = await read(fetch, around);
    const { group } = found;
    if (!isOwner(group.organization, around.organization)) {
      await withOrganization(db, organizationId, (tx) => dropFetch(tx, fetch));
      return null;
    }
    const { changedOrganizations } = await retryingTransaction(db, async (tx) => {
      const outcome = await storeWithin(tx, [group]);
      await withOrganization(tx, organizationId, (own) =>
        settle(own, fetch, { found, organizationId, now: now() }),
      );
      return outcome;
    });
    await ringRecompute(changedOrganizations, deps.queue);
    return null;
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    onError(error);
    return putOff(fetch, error, around);
  }
}

type PartRead = {
  readonly group: OrganizationObservations;
  readonly cursor: string | null;
  readonly lack: Lack;
};

/**
 * Strikes off what was read. What GitHub did not give of it stays wanted, and so counts against the
 * completeness of its days: the whole of the pull request is read again, less and less often.
 */
async function settle(
  tx: Transaction,
  fetch: LeasedFetch,
  { found, organizationId, now }: { found: PartRead; organizationId: number; now: Date },
): Promise<void> {
  const { cursor, lack } = found;
  const failure = failureOf(lack);
  if (failure !== null && fetch.part === 'whole') {
    const notBefore = askAgainAt(lack, { attempts: fetch.attempts, now });
    await postponeFetch(tx, fetch, { notBefore, failure });
    return;
  }
  await settleFetch(tx, fetch, { cursor, now });
  const lacking = lackingOf([{ number: fetch.number, overflow: [], ...lack }], fetch.repositoryId);
  await wantLacking(tx, organizationId, { lacking, at: now });
}

async function read(fetch: LeasedFetch, { client, deps }: Around): Promise<PartRead> {
  const { number, part, githubId, fullName, cursor: after } = fetch;
  const reading = { github: client, ...(deps.signal !== undefined && { signal: deps.signal }) };
  const repository = { githubId, fullName };
  if (part === 'whole') {
    const whole = await readPullRequest({ repository, number }, reading);
    const { observations, ...lack } = whole.pullRequest;
    return { group: { organization: whole.organization, observations }, cursor: null, lack };
  }
  const page = await readPullRequestPart({ repository, number, part, after }, reading);
  const { organization, observations, hasNextPage } = page;
  const cursor = hasNextPage && page.cursor !== after ? page.cursor : null;
  return { group: { organization, observations }, cursor, lack: page };
}

async function putOff(
  fetch: LeasedFetch,
  error: GitHubError,
  around: Around,
): Promise<Date | null> {
  const { failure, message } = error;
  const { organizationId, deps } = around;
  if (failure.kind === 'rate_limited') {
    await postpone(fetch, { notBefore: failure.until, failure: null }, around);
    return failure.until;
  }
  const isGone = failure.kind === 'not_found' || failure.kind === 'forbidden';
  if (isGone) {
    await withOrganization(deps.db, organizationId, (tx) => dropFetch(tx, fetch));
    return null;
  }
  const usual = Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** fetch.attempts);
  // Nothing that may be there is given up: its days would seem whole.
  const seconds = fetch.attempts < QUICK_ATTEMPTS ? usual : SELDOM_SECONDS;
  const notBefore = new Date(deps.now().getTime() + seconds * 1000);
  await postpone(fetch, { notBefore, failure: message }, around);
  const isOfAll = failure.kind === 'unauthorized' || failure.kind === 'suspended';
  return isOfAll ? notBefore : null;
}

async function postpone(
  fetch: LeasedFetch,
  until: { readonly notBefore: Date; readonly failure: string | null },
  { organizationId, deps }: Around,
): Promise<void> {
  await withOrganization(deps.db, organizationId, (tx) => postponeFetch(tx, fetch, until));
}
