/** How far the history of a repository has been fetched. */
export type FetchedSoFar = {
  readonly state: 'waiting' | 'running' | 'done' | 'unreachable';
  /** Pull requests opened before this are not fetched. */
  readonly horizon: Date;
  /** Opening of the oldest pull request that is there. */
  readonly reached: Date | null;
  readonly done: number;
  /** All pull requests of the repository, those before the horizon among them; null if not known. */
  readonly total: number | null;
  readonly startedAt: Date | null;
};

/** How far that is, and when it will be all. */
export type BackfillPace = {
  /** In `[0, 100]`; 100 only when all is there. */
  readonly percent: number;
  /** Null where it is done, or too early to tell. */
  readonly eta: Date | null;
};

const MOST_BEFORE_DONE = 0.99;
/** Of less than that nothing is extrapolated. */
const LEAST_TO_TELL = 0.02;

/**
 * The share that is fetched, by numbers or by the time that is covered, whichever is more: pull
 * requests before the horizon are counted by GitHub and never fetched. The end is what the pace so
 * far makes it, waits included.
 */
export function backfillPace(so: FetchedSoFar, now: Date): BackfillPace {
  if (so.state === 'done') return { percent: 100, eta: null };
  const share = Math.min(MOST_BEFORE_DONE, Math.max(shareOfNumbers(so), shareOfTime(so)));
  const percent = Math.round(share * 1000) / 10;
  const { startedAt, state } = so;
  if (state === 'unreachable' || startedAt === null || share < LEAST_TO_TELL) {
    return { percent, eta: null };
  }
  const spentMs = Math.max(0, now.getTime() - startedAt.getTime());
  return { percent, eta: new Date(now.getTime() + (spentMs * (1 - share)) / share) };
}

function shareOfNumbers({ done, total }: FetchedSoFar): number {
  return total === null || total <= 0 ? 0 : done / total;
}

function shareOfTime({ startedAt, reached, horizon }: FetchedSoFar): number {
  if (startedAt === null || reached === null) return 0;
  const wholeMs = startedAt.getTime() - horizon.getTime();
  return wholeMs <= 0 ? 0 : Math.max(0, (startedAt.getTime() - reached.getTime()) / wholeMs);
}
