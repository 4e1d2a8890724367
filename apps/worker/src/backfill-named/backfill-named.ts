import { setTimeout } from 'node:timers/promises';

import {
  findBackfillProgress,
  withOrganization,
  type BackfillProgress,
  type Database,
} from '@uplift/db';
import { isGitHubError } from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';

import { backfillRepositories } from '../backfill-repositories/backfill-repositories.ts';
import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import type { GitHubConnection } from '../github/connection.ts';
import { planNamed, type NamedPlan } from './plan-named.ts';

/** Which repositories, how far back. */
export type NamedRequest = {
  /** `owner/name` of each. */
  readonly repositories: readonly string[];
  readonly horizon: Date;
};

/** What fetching single repositories needs. */
export type NamedDeps = {
  readonly db: Database;
  readonly github: GitHubConnection;
  readonly now: () => Date;
  /** Told after every page, and when it has to wait until an instant. */
  readonly onProgress?: (progress: readonly BackfillProgress[], waitsUntil: Date | null) => void;
  readonly signal?: AbortSignal;
};

/** GitHub is asked no more after so many failures without a page in between. */
const MOST_FAILURES = 10;

const deafQueue: Pick<JobQueue, 'enqueue'> = { enqueue: async () => {} };

/**
 * Fetches the history of repositories here and now, waiting wherever GitHub's limits say so. What was
 * interrupted goes on where it was. Measures are not computed: that is catching up.
 *
 * @returns how far each came
 * @throws {GitHubError} if a repository is not to be seen, or GitHub fails for long
 * @throws {NobodyToAskError} if there is neither a token nor an App
 */
export async function backfillNamed(
  { repositories, horizon }: NamedRequest,
  deps: NamedDeps,
): Promise<readonly BackfillProgress[]> {
  const byOrganization = new Map<number, NamedPlan[]>();
  for (const fullName of repositories) {
    const plan = await planNamed({ fullName, horizon }, deps);
    const plans = byOrganization.get(plan.organizationId) ?? [];
    byOrganization.set(plan.organizationId, [...plans, plan]);
  }
  const ended: BackfillProgress[] = [];
  for (const [organizationId, plans] of byOrganization) {
    const repositoryIds = plans.map(({ repositoryId }) => repositoryId);
    const scope = { organizationId, repositoryIds };
    await fetchPages(scope, deps);
    await fetchParts(scope, deps);
    ended.push(...(await progressOf(scope, deps)));
  }
  return ended;
}

type Scope = { readonly organizationId: number; readonly repositoryIds: readonly number[] };

async function fetchPages(scope: Scope, deps: NamedDeps): Promise<void> {
  const { db, github, now, signal } = deps;
  const watch = watchFailures();
  const report = async (waitsUntil: Date | null) =>
    deps.onProgress?.(await progressOf(scope, deps), waitsUntil);
  await report(null);
  for (;;) {
    const run = await backfillRepositories(scope, {
      db,
      github,
      now,
      queue: deafQueue,
      onError: watch.failed,
      onPage: watch.stored,
      sliceSeconds: 1,
      ...(signal !== undefined && { signal }),
    });
    watch.throwIfHopeless();
    if (run.nextAt === null) return;
    const isWaiting = run.nextAt > now();
    await report(isWaiting ? run.nextAt : null);
    if (isWaiting) await waitUntil(run.nextAt, deps);
  }
}

async function fetchParts({ organizationId }: Scope, deps: NamedDeps): Promise<void> {
  const watch = watchFailures();
  for (;;) {
    const run = await fetchPullRequestParts(
      { organizationId },
      { ...deps, queue: deafQueue, onError: watch.failed },
    );
    watch.throwIfHopeless();
    if (run.nextAt === null) return;
    if (run.fetched > 0) watch.stored();
    await waitUntil(run.nextAt, deps);
  }
}

async function progressOf(
  { organizationId, repositoryIds }: Scope,
  { db }: NamedDeps,
): Promise<readonly BackfillProgress[]> {
  const all = await withOrganization(db, organizationId, findBackfillProgress);
  return all.filter(({ repositoryId }) => repositoryIds.includes(repositoryId));
}

/** Some failures pass by themselves, and some never will. */
function watchFailures() {
  let failures = 0;
  let last: Error | null = null;
  return {
    stored: () => {
      failures = 0;
    },
    failed: (error: Error) => {
      last = error;
      const passes = isGitHubError(error) && error.kind === 'rate_limited';
      if (!passes) failures += 1;
      if (isGitHubError(error) && error.kind === 'unauthorized') failures = MOST_FAILURES;
    },
    throwIfHopeless: () => {
      if (failures >= MOST_FAILURES && last !== null) throw last;
    },
  };
}

async function waitUntil(at: Date, { now, signal }: NamedDeps): Promise<void> {
  const waitMs = Math.max(0, at.getTime() - now().getTime());
  await setTimeout(waitMs, undefined, signal === undefined ? {} : { signal });
}
