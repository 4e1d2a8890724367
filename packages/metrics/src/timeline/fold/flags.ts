import { DAY_MILLISECONDS } from '../../days.ts';
import { type Flag, flags } from '../../facts.ts';

/** A first commit is stale if it lies more days than this before the opening. */
const STALE_FIRST_COMMIT_DAYS = 180;

/** What the flags are read from; instants in milliseconds. */
export type FlagSource = {
  readonly openedAt: number;
  /** The earliest authored date among the commits known; `null` if none is. */
  readonly earliestCommitAt: number | null;
  readonly end: number | null;
  readonly merged: boolean;
  readonly reviewed: boolean;
  readonly reopened: boolean;
  readonly readyInferred: boolean;
  /** Instants of GitHub's clock that cannot lie before the opening. */
  readonly afterOpening: readonly number[];
};

/** What is odd about a pull request's history, in alphabetical order. */
export function flagsOf(source: FlagSource): readonly Flag[] {
  const { openedAt, earliestCommitAt, end } = source;
  const commitLead = earliestCommitAt === null ? 0 : openedAt - earliestCommitAt;
  const tooEarly = [...source.afterOpening, ...(end === null ? [] : [end])];
  const raised: Readonly<Record<Flag, boolean>> = {
    clock_anomaly: tooEarly.some((instant) => instant < openedAt),
    commits_unknown: earliestCommitAt === null,
    first_commit_after_opening: commitLead < 0,
    merged_without_review: source.merged && !source.reviewed,
    ready_inferred: source.readyInferred,
    reopened: source.reopened,
    stale_first_commit: commitLead > STALE_FIRST_COMMIT_DAYS * DAY_MILLISECONDS,
  };
  return flags.filter((flag) => raised[flag]);
}
