import { setImmediate } from 'node:timers/promises';

import { findReconcilable, withOrganization, type ReconcilableRepository } from '@uplift/db';
import { isGitHubError } from '@uplift/github/client';

import type { GitHubConnection } from '../github/connection.ts';
import {
  runSync,
  secondsUntil,
  type Sync,
  type SyncEnd,
  type SyncResult,
} from '../sync/run-sync.ts';
import { wordsOfFailure } from '../sync/words-of-failure.ts';
import { compareOpen } from './compare-open.ts';
import { reconcileRepository, type CompareDeps, type Comparison } from './reconcile-repository.ts';

/** What reconciling needs. */
export type ReconcileDeps = CompareDeps & {
  /** The way to GitHub; null where there is none yet. */
  readonly github: GitHubConnection | null;
};

/** How the two parts of it ended. */
export type Reconciled = { readonly updated: SyncEnd; readonly open: SyncEnd };

/** A comparison of one repository. */
type Compare = (
  repository: ReconcilableRepository,
  sync: Sync,
  deps: CompareDeps,
) => Promise<Comparison>;

/**
 * Compares an organisation's repositories with GitHub: what was updated since the last time, then
 * which pull requests are open. What differs is what no delivery brought, and is put right. A
 * repository that cannot be asked about holds up no other; a limit ends the run, which goes on later
 * with those that were not compared yet.
 */
export async function reconcile(
  { organizationId }: { readonly organizationId: number },
  deps: ReconcileDeps,
): Promise<Reconciled> {
  const updated = await runSync({ organizationId, kind: 'reconcile' }, deps, (sync) =>
    compareAll(sync, reconcileRepository, deps),
  );
  const open: SyncEnd =
    updated.kind === 'rate_limited' || updated.kind === 'no_connection'
      ? updated
      : await runSync({ organizationId, kind: 'open_pull_requests' }, deps, (sync) =>
          compareAll(sync, compareOpen, deps),
        );
  const unlessWaiting = String(organizationId);
  if (open.kind === 'rate_limited') {
    const delaySeconds = secondsUntil(open.until, deps.now());
    await deps.queue.enqueue('reconcile', { organizationId }, { unlessWaiting, delaySeconds });
  } else if (open.kind !== 'no_connection') {
    await deps.queue.enqueue('fetch-pull-request-parts', { organizationId }, { unlessWaiting });
  }
  return { updated, open };
}

async function compareAll(sync: Sync, compare: Compare, deps: CompareDeps): Promise<SyncResult> {
  const repositories = await withOrganization(deps.db, sync.organizationId, findReconcilable);
  const failures: string[] = [];
  let [checked, repaired] = [0, 0];
  for (const repository of repositories) {
    const one = await compareOne(repository, { sync, compare }, deps);
    checked += one.checked;
    repaired += one.different;
    if (one.failure !== null) failures.push(one.failure);
    await setImmediate();
  }
  const [first, ...others] = failures;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { checked, repaired, failure: first === undefined ? null : `${first}${more}` };
}

/** What is wrong with one repository is told of; what is wrong with asking at all ends the run. */
async function compareOne(
  repository: ReconcilableRepository,
  { sync, compare }: { readonly sync: Sync; readonly compare: Compare },
  deps: CompareDeps,
): Promise<Comparison> {
  try {
    return await compare(repository, sync, deps);
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    const { kind } = error.failure;
    if (kind === 'rate_limited' || kind === 'unauthorized' || kind === 'suspended') throw error;
    return {
      checked: 0,
      different: 0,
      failure: `${repository.fullName}: ${wordsOfFailure(error)}`,
    };
  }
}
