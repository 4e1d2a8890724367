import { setImmediate } from 'node:timers/promises';

import {
  findBackfillBacklog,
  findInstallationOf,
  withOrganization,
  type Database,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import { clientOfOrganization, type GitHubConnection } from '../github/connection.ts';
import { ringRecompute } from '../ring-recompute.ts';
import { backfillPage, type PageDeps, type PageOutcome, type PageWish } from './backfill-page.ts';

/** Whose histories are fetched. */
export type BackfillRequest = {
  readonly organizationId: number;
  /** Of these repositories alone; of all unless told. */
  readonly repositoryIds?: readonly number[];
};

/** What fetching histories needs. */
export type BackfillDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  readonly github: GitHubConnection;
  /** Told of every page that failed; it is asked for again when its time has come. */
  readonly onError: (error: Error) => void;
  /** Told after each page that was stored. */
  readonly onPage?: () => void;
  readonly signal?: AbortSignal;
  /** A page that a worker is at is another's after so long without a word; 90 unless told. */
  readonly leaseSeconds?: number;
  /** How long one run goes on at most, so that other organisations have their turn; 20 unless told. */
  readonly sliceSeconds?: number;
  /** Repositories whose pages are fetched at the same time; 3 unless told: GitHub takes seconds for one. */
  readonly backfillsAtOnce?: number;
};

/** What a run came to. */
export type BackfillRun = {
  readonly pages: number;
  readonly pullRequests: number;
  /** When to go on: at once, or when something comes free; null if all is fetched, or nobody can ask. */
  readonly nextAt: Date | null;
  /** False if there is neither an App that may look nor a token. */
  readonly isReachable: boolean;
};

const AT_ONCE = 3;
const LEASE_SECONDS = 90;
const SLICE_SECONDS = 20;

/**
 * Fetches histories page by page, of several repositories at once, always of those that are furthest
 * behind. Any number of workers may do so; no page is fetched by two.
 */
export async function backfillRepositories(
  request: BackfillRequest,
  deps: BackfillDeps,
): Promise<BackfillRun> {
  const { organizationId, repositoryIds = null } = request;
  const organization = await findInstallationOf(deps.db, organizationId);
  const client = organization && (await clientOfOrganization(organization, deps.github));
  if (organization === null || client === null) {
    return { pages: 0, pullRequests: 0, nextAt: null, isReachable: false };
  }
  const run = new Run(deps);
  const wish = { organizationId, organization, repositoryIds };
  const pageDeps: PageDeps = {
    db: deps.db,
    now: deps.now,
    client,
    leaseSeconds: deps.leaseSeconds ?? LEASE_SECONDS,
    ...(deps.signal !== undefined && { signal: deps.signal }),
  };
  const lanes = Array.from({ length: deps.backfillsAtOnce ?? AT_ONCE }, () =>
    workLane(wish, { run, pageDeps, deps }),
  );
  await allEnded(lanes);
  const nextAt = await nextTime(wish, run, deps);
  return { pages: run.pages, pullRequests: run.pullRequests, nextAt, isReachable: true };
}

/** What all lanes of a run know together. */
class Run {
  pages = 0;
  pullRequests = 0;
  pausedUntil: Date | null = null;
  readonly #endsAt: number;

  constructor({ now, sliceSeconds = SLICE_SECONDS }: BackfillDeps) {
    this.#endsAt = now().getTime() + sliceSeconds * 1000;
  }

  isOver(now: Date): boolean {
    return this.pausedUntil !== null || now.getTime() >= this.#endsAt;
  }
}

type Lane = { readonly run: Run; readonly pageDeps: PageDeps; readonly deps: BackfillDeps };

async function workLane(wish: PageWish, { run, pageDeps, deps }: Lane): Promise<void> {
  while (!run.isOver(deps.now())) {
    deps.signal?.throwIfAborted();
    const outcome = await backfillPage(wish, pageDeps);
    if (outcome.kind === 'idle') return;
    await note(outcome, { wish, run, deps });
    await setImmediate();
  }
}

async function note(
  outcome: PageOutcome,
  {
    wish: { organizationId },
    run,
    deps,
  }: { readonly wish: PageWish; readonly run: Run; readonly deps: BackfillDeps },
): Promise<void> {
  if (outcome.kind === 'failed') {
    run.pausedUntil ??= outcome.pauseUntil;
    deps.onError(outcome.error);
  }
  if (outcome.kind !== 'stored') return;
  run.pages += 1;
  run.pullRequests += outcome.pullRequests;
  await ringRecompute(outcome.stored.changedOrganizations, deps.queue);
  if (outcome.wantsParts) {
    const unlessWaiting = String(organizationId);
    await deps.queue.enqueue('fetch-pull-request-parts', { organizationId }, { unlessWaiting });
  }
  deps.onPage?.();
}

/** Waits for all, whatever becomes of one, so that none works on behind the caller's back. */
async function allEnded(lanes: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(lanes);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function nextTime(wish: PageWish, run: Run, { db, now }: BackfillDeps): Promise<Date | null> {
  const at = now();
  const { organizationId, repositoryIds } = wish;
  const backlog = await withOrganization(db, organizationId, (tx) =>
    findBackfillBacklog(tx, { repositoryIds, now: at }),
  );
  if (backlog.open === 0) return null;
  if (run.pausedUntil !== null) return run.pausedUntil;
  return backlog.due > 0 ? at : backlog.nextAt;
}
