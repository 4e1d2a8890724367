/** Evidence that an AI tool had a part in a pull request, as found in one place. */
export type AiMark = {
  /** The tool, by the account table's name: `copilot-cloud-agent`, `claude-code`, … */
  readonly tool: string;
  /** Where the mark stood. */
  readonly signal:
    | 'commit_author'
    | 'commit_co_author'
    | 'commit_trailer'
    | 'body_mark'
    | 'branch_prefix'
    | 'agent_work_event';
  readonly confidence: 'high' | 'medium' | 'low';
  /** The matched text, shortened, without e-mail addresses of people. */
  readonly evidence: string;
};

/**
 * Plain attributes of a pull request, as one payload states them. A key that is left out was absent
 * from the payload; `null` means "known to be nothing". `Account` is {@link AccountRef} on the way
 * in and the surrogate id once stored.
 */
export type PullRequestAttributes<Account> = {
  readonly title?: string;
  readonly author?: Account | null;
  readonly assignees?: readonly Account[];
  readonly mergedBy?: Account | null;
  readonly state?: 'open' | 'closed';
  readonly createdAt?: Date;
  readonly mergedAt?: Date | null;
  readonly closedAt?: Date | null;
  readonly draft?: boolean;
  readonly additions?: number;
  readonly deletions?: number;
  readonly changedFiles?: number;
  readonly commits?: number;
  readonly headRef?: string;
  readonly baseRef?: string;
  readonly labels?: readonly string[];
  /** The pull request that this one reverts, by GitHub's `revert-N-` branch or a "Reverts #N" body. */
  readonly revertsNumber?: number | null;
  /** AI marks of the body and of the head branch. */
  readonly marks?: readonly AiMark[];
};

export const reviewStates = ['approved', 'changes_requested', 'commented', 'dismissed'] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * One event in the life of a pull request. A pull request *is* the set of its events: each is kept
 * once by its natural key ({@link eventKey}), and facts are folded from the set, so neither the
 * order nor the repetition of arrival matters.
 *
 * `Account` is an {@link AccountRef} as a source names it, the surrogate id in storage, and an
 * {@link Actor} when folded.
 */
export type TimelineEvent<Account> =
  | {
      readonly kind: 'snapshot';
      /** The payload's `updated_at`. */
      readonly at: Date;
      readonly attributes: PullRequestAttributes<Account>;
    }
  | {
      readonly kind: 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged';
      readonly at: Date;
      readonly actor: Account | null;
    }
  | {
      readonly kind: 'commit';
      readonly sha: string;
      /** The *authored* date: it survives rebase and amend, and comes from the developer's clock. */
      readonly at: Date;
      readonly committedAt: Date | null;
      readonly actor: Account | null;
      readonly coAuthors: readonly Account[];
      readonly marks: readonly AiMark[];
    }
  | {
      readonly kind: 'review';
      readonly reviewId: string;
      readonly at: Date;
      readonly actor: Account | null;
      readonly state: ReviewState;
    }
  | {
      readonly kind: 'review_dismissed';
      readonly reviewId: string;
      readonly at: Date;
      readonly actor: Account | null;
      /** The state before the dismissal, where the source tells. */
      readonly previousState: ReviewState | null;
    }
  | {
      readonly kind: 'review_requested';
      readonly at: Date;
      readonly actor: Account | null;
      readonly reviewer: Account;
    }
  | {
      readonly kind: 'response';
      readonly form: 'review_comment' | 'issue_comment';
      readonly commentId: string;
      readonly at: Date;
      readonly actor: Account | null;
    }
  | {
      readonly kind: 'agent_work';
      readonly phase: 'started' | 'finished' | 'failed';
      readonly at: Date;
      /** The person who asked the agent. */
      readonly actor: Account | null;
    };

export type TimelineEventKind = TimelineEvent<unknown>['kind'];
