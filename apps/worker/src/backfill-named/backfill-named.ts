import {
  findBackfillProgress,
  withOrganization,
  type BackfillProgress,
  type Database,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import { backfillRepositories } from '../backfill-repositories/backfill-repositories.ts';
import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import type { GitHubConnection } from '../github/connection.ts';
import { waitUntil, watchFailures } from './patience.ts';
import { planNamed, type NamedPlan } from './plan-named.ts';
import { updateNamed, type NamedUpdate } from './update-named.ts';

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

/** What became of a repository that was named. */
export type NamedOutcome = BackfillProgress & {
  readonly organizationId: number;
  /** Pull requests of its history that were fetched now. */
  readonly fetched: number;
  /** What was updated since it was last read; null where it had not been read before. */
  readonly updated: NamedUpdate | null;
  /** Points of GitHub's limit that were taken now. */
  readonly pointsNow: number;
};

const deafQueue: Pick<JobQueue, 'enqueue'> = { enqueue: async () => {} };

/**
 * Fetches the history of repositories here and now, waiting wherever GitHub's limits say so. What was
 * interrupted goes on where it was. Of what is here already, only what was updated since is read, and
 * what lies further back than was asked for before. Measures are not computed: that is catching up.
 *
 * @returns how far each came
 * @throws {GitHubError} if a repository is not to be seen, or GitHub fails for long
 * @throws {NobodyToAskError} if there is neither a token nor an App
 */
export async function backfillNamed(
  { repositories, horizon }: NamedRequest,
  deps: NamedDeps,
): Promise<readonly NamedOutcome[]> {
  const readSince = deps.now();
  const byOrganization = new Map<number, NamedPlan[]>();
  for (const fullName of repositories) {
    const plan = await planNamed({ fullName, horizon }, deps);
    const plans = byOrganization.get(plan.organizationId) ?? [];
    byOrganization.set(plan.organizationId, [...plans, plan]);
  }
  const ended: NamedOutcome[] = [];
  for (const [organizationId, plans] of byOrganization) {
    const repositoryIds = plans.map(({ repositoryId }) => repositoryId);
    const scope = { organizationId, repositoryIds };
    await fetchPages(scope, deps);
    const onWait = (until: Date) => report(scope, until, deps);
    const updates = await updateNamed(
      { ...scope, readSince },
      { ...deps, queue: deafQueue, onWait },
    );
    await fetchParts(scope, deps);
    const progress = await progressOf(scope, deps);
    ended.push(...progress.map((one) => outcomeOf(one, { organizationId, plans, updates })));
  }
  return ended;
}

function outcomeOf(
  progress: BackfillProgress,
  {
    organizationId,
    plans,
    updates,
  }: {
    readonly organizationId: number;
    readonly plans: readonly NamedPlan[];
    readonly updates: readonly NamedUpdate[];
  },
): NamedOutcome {
  const isIt = ({ repositoryId }: { readonly repositoryId: number }) =>
    repositoryId === progress.repositoryId;
  const before = plans.find(isIt)?.before ?? { done: 0, points: 0 };
  const updated = updates.find(isIt) ?? null;
  return {
    ...progress,
    organizationId,
    fetched: Math.max(0, progress.done - before.done),
    updated,
    pointsNow: progress.points - before.points + (updated?.points ?? 0),
  };
}

type Scope = { readonly organizationId: number; readonly repositoryIds: readonly number[] };

async function fetchPages(scope: Scope, deps: NamedDeps): Promise<void> {
  const { db, github, now, signal } = deps;
  const watch = watchFailures();
  await report(scope, null, deps);
  for (;;) {
    const run = await backfillRepositories(scope, {
      db,
      github,
      now,
      queue: deafQueue,
      onError: watch.failed,
      onPage: watch.succeeded,
      sliceSeconds: 1,
      ...(signal !== undefined && { signal }),
    });
    watch.throwIfHopeless();
    if (run.nextAt === null) return;
    const isWaiting = run.nextAt > now();
    await report(scope, isWaiting ? run.nextAt : null, deps);
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
    if (run.fetched > 0) watch.succeeded();
    await waitUntil(run.nextAt, deps);
  }
}

async function report(scope: Scope, waitsUntil: Date | null, deps: NamedDeps): Promise<void> {
  deps.onProgress?.(await progressOf(scope, deps), waitsUntil);
}

async function progressOf(
  { organizationId, repositoryIds }: Scope,
  { db }: NamedDeps,
): Promise<readonly BackfillProgress[]> {
  const all = await withOrganization(db, organizationId, findBackfillProgress);
  return all.filter(({ repositoryId }) => repositoryIds.includes(repositoryId));
}
