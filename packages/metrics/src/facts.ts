import type { AccountKind } from './accounts.ts';
import type { AiMark } from './timeline/events.ts';

export const stages = ['coding', 'pickup', 'review', 'merge'] as const;
/** A stage of a pull request before its merge; `deploy` follows where deployments are known. */
export type Stage = (typeof stages)[number];

/** A stretch of one stage, half-open. `to` is null where it still lasts: an open pull request. */
export type StageSegment = {
  readonly stage: Stage;
  readonly from: Date;
  readonly to: Date | null;
};

export const authorships = ['agent', 'assisted', 'unmarked', 'bot'] as const;
/** Who wrote it, as far as disclosed. `unmarked` is never called "human": absence proves nothing. */
export type Authorship = (typeof authorships)[number];

/**
 * What is odd about a history, told and never dropped silently:
 *
 * - `clock_anomaly`: something lies before the opening that cannot; its span has no length;
 * - `commits_unknown`: no commit is known, so the first commit is taken to be the opening;
 * - `first_commit_after_opening`: every commit known is younger, as after a rebase;
 * - `merged_without_review`: no other human reviewed it, so pickup runs to the merge;
 * - `ready_inferred`: a change between draft and ready is known from payloads alone;
 * - `reopened`: it was closed and opened again;
 * - `stale_first_commit`: the first commit is more than 180 days older than the opening.
 */
export const flags = [
  'clock_anomaly',
  'commits_unknown',
  'first_commit_after_opening',
  'merged_without_review',
  'ready_inferred',
  'reopened',
  'stale_first_commit',
] as const;
export type Flag = (typeof flags)[number];

export type PullRequestState = 'open' | 'merged' | 'closed';

/** What made an authorship grade: the account that opened it, or a mark. */
export type AuthorshipEvidence =
  | AiMark
  | {
      readonly tool: string;
      readonly signal: 'author_account' | 'commit_majority';
      readonly confidence: 'high' | 'medium' | 'low';
      readonly evidence: string;
    };

/**
 * One pull request, folded from its events. Instants lie between `firstCommitAt` and the end; those
 * after the end (the merge, else the last close) count for nothing.
 */
export type PullRequestFact = {
  readonly number: number;
  readonly state: PullRequestState;
  readonly title: string | null;
  readonly draft: boolean;
  readonly authorId: number | null;
  readonly authorKind: AccountKind | null;
  /** The human the pull request counts for: the author, or who stands behind the agent. */
  readonly responsibleId: number | null;
  readonly authorship: Authorship;
  readonly authorshipEvidence: readonly AuthorshipEvidence[];
  readonly firstCommitAt: Date;
  readonly openedAt: Date;
  readonly readyAt: Date | null;
  readonly firstReviewAt: Date | null;
  readonly firstAiReviewAt: Date | null;
  readonly firstResponseAt: Date | null;
  readonly approvedAt: Date | null;
  readonly mergedAt: Date | null;
  readonly closedAt: Date | null;
  readonly mergedById: number | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly changedFiles: number | null;
  readonly commits: number | null;
  readonly headRef: string | null;
  readonly baseRef: string | null;
  readonly labels: readonly string[];
  readonly revertsNumber: number | null;
  /** Changes-requested or re-review rounds by other humans, before the end. */
  readonly reviewCycles: number;
  /** Partition of `[firstCommitAt, end)`, in order; the last one is open-ended while the pull request is open. */
  readonly segments: readonly StageSegment[];
  readonly flags: readonly Flag[];
};
