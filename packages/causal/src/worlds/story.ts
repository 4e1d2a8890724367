import type { Day } from '@uplift/metrics';

/** An account as GitHub shows it. */
export type StoryAccount = {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot';
};

export type StoryCommit = {
  readonly sha: string;
  readonly authoredAt: Date;
  readonly committedAt: Date;
  readonly author: StoryAccount;
  readonly message: string;
};

/** Something that happened to a pull request after its opening. */
export type StoryStep = { readonly at: Date; readonly actor: StoryAccount } & (
  | { readonly kind: 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged' }
  /** A later commit of `commits` was pushed. */
  | { readonly kind: 'synchronize'; readonly sha: string }
  | { readonly kind: 'review_requested'; readonly reviewer: StoryAccount }
  | {
      readonly kind: 'review';
      readonly reviewId: number;
      readonly state: 'approved' | 'changes_requested' | 'commented';
      readonly body: string;
    }
  | { readonly kind: 'review_dismissed'; readonly reviewId: number }
  | {
      readonly kind: 'review_comment' | 'issue_comment';
      readonly commentId: number;
      readonly body: string;
    }
);

export type StoryRepository = {
  readonly id: number;
  /** `owner/name` */
  readonly fullName: string;
};

/** One pull request from its first commit to its end, or as far as the world goes. */
export type PullRequestStory = {
  readonly repository: StoryRepository;
  readonly number: number;
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly author: StoryAccount;
  readonly assignees: readonly StoryAccount[];
  readonly headRef: string;
  readonly baseRef: string;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
  readonly openedAt: Date;
  readonly draftAtOpening: boolean;
  /** At or before the opening, and later pushes; ascending by `committedAt`. */
  readonly commits: readonly StoryCommit[];
  /** Ascending by `at`. */
  readonly steps: readonly StoryStep[];
};

export type StoryTeam = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** Memberships `[from, to)`; `to` null while they last. */
  readonly members: readonly {
    readonly id: number;
    readonly login: string;
    readonly from: Day;
    readonly to: Day | null;
  }[];
};

/** A row of the Copilot user report: one person, one day with use. */
export type StoryUsage = {
  readonly day: Day;
  readonly login: string;
  readonly id: number;
  readonly counters: {
    readonly user_initiated_interaction_count: number;
    readonly code_generation_activity_count: number;
    readonly code_acceptance_activity_count: number;
    readonly loc_suggested_to_add_sum: number;
    readonly loc_suggested_to_delete_sum: number;
    readonly loc_added_sum: number;
    readonly loc_deleted_sum: number;
  };
  readonly used: {
    readonly chat: boolean;
    readonly agent: boolean;
    readonly cli: boolean;
    readonly cloudAgent: boolean;
  };
};

/** Everything that GitHub could tell of an organisation, up to one instant. Times are whole seconds. */
export type OrganizationStory = {
  readonly organization: { readonly id: number; readonly login: string };
  readonly repositories: readonly StoryRepository[];
  /** Developers, present in `[from, to)`; `to` null for those who are still there. */
  readonly people: readonly (StoryAccount & { readonly from: Date; readonly to: Date | null })[];
  readonly bots: readonly StoryAccount[];
  readonly teams: readonly StoryTeam[];
  /** Ascending by `openedAt`. */
  readonly pullRequests: readonly PullRequestStory[];
  /** Copilot seats; a seat may be granted before it is used, or never be used. */
  readonly seats: readonly {
    readonly login: string;
    readonly id: number;
    readonly grantedAt: Date;
  }[];
  /** Ascending by day. */
  readonly usage: readonly StoryUsage[];
};
