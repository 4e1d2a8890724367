import {
  findInstallationOf,
  finishSyncRun,
  startSyncRun,
  withOrganization,
  type Database,
  type RunKind,
} from '@uplift/db';
import { isGitHubError, type GitHubClient } from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';
import type { OrganizationRef } from '@uplift/metrics';

import { clientOfOrganization, type GitHubConnection } from '../github/connection.ts';
import { wordsOfFailure } from './words-of-failure.ts';

/** What fetching anew needs. */
export type SyncDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  /** The way to GitHub; null where there is none yet. */
  readonly github: GitHubConnection | null;
};

/** An organisation and a client that may ask about it. */
export type Sync = {
  readonly organizationId: number;
  /** As it was called when it was last heard of. */
  readonly organization: OrganizationRef;
  readonly github: GitHubClient;
};

/** What became of one run. */
export type SyncResult = {
  /** Things looked at. */
  readonly checked: number;
  /** Things that were otherwise than known. */
  readonly repaired: number;
  /** Why not all of it went well; null if it did. */
  readonly failure: string | null;
  /** Something is left for the next run: this one does not count as ended. */
  readonly isUnfinished?: boolean;
  /** Another run is at it: this one does not count as ended, and is wanted again then. */
  readonly waitUntil?: Date;
};

/** How a run ended; `waiting`: another is at it; `no_connection`: GitHub cannot be asked about this organisation. */
export type SyncEnd =
  | { readonly kind: 'done' | 'unfinished' | 'failed'; readonly failure: string | null }
  | { readonly kind: 'rate_limited' | 'waiting'; readonly until: Date }
  | { readonly kind: 'no_connection' };

/** The way to ask about an organisation; null where there is none. */
export async function openSync(
  organizationId: number,
  { db, github }: Pick<SyncDeps, 'db' | 'github'>,
): Promise<Sync | null> {
  const found = await findInstallationOf(db, organizationId);
  if (found === null || github === null) return null;
  const client = await clientOfOrganization(found, github);
  const { githubId, login } = found;
  return client && { organizationId, organization: { githubId, login }, github: client };
}

/**
 * Runs what fetches one kind of thing anew, and writes down what became of it. What GitHub refuses is
 * an outcome and no error; anything unexpected is written down and thrown on.
 */
export async function runSync(
  { organizationId, kind }: { readonly organizationId: number; readonly kind: RunKind },
  deps: SyncDeps,
  work: (sync: Sync) => Promise<SyncResult>,
): Promise<SyncEnd> {
  const sync = await openSync(organizationId, deps);
  if (sync === null) return { kind: 'no_connection' };
  const { db, now } = deps;
  const id = await withOrganization(db, organizationId, (tx) =>
    startSyncRun(tx, organizationId, { kind, at: now() }),
  );
  const finish = ({ checked, repaired, failure }: SyncResult) =>
    withOrganization(db, organizationId, (tx) =>
      finishSyncRun(tx, id, { at: now(), checked, repaired, failure }),
    );
  try {
    const result = await work(sync);
    if (result.waitUntil !== undefined) return { kind: 'waiting', until: result.waitUntil };
    if (result.isUnfinished === true) return { kind: 'unfinished', failure: null };
    await finish(result);
    return { kind: result.failure === null ? 'done' : 'failed', failure: result.failure };
  } catch (error) {
    if (isGitHubError(error) && error.failure.kind === 'rate_limited') {
      return { kind: 'rate_limited', until: error.failure.until };
    }
    const failure = isGitHubError(error) ? wordsOfFailure(error) : 'it failed unexpectedly';
    await finish({ checked: 0, repaired: 0, failure });
    if (!isGitHubError(error)) throw error;
    return { kind: 'failed', failure };
  }
}

const SECONDS_PER_HOUR = 3600;

/** Seconds to wait until an instant, at least one and at most an hour. */
export function secondsUntil(until: Date, now: Date): number {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return Math.min(Math.max(seconds, 1), SECONDS_PER_HOUR);
}
