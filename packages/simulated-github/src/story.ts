/**
 * A person or a bot of GitHub, or a mannequin: someone out of an import. The id 10137 is `ghost`,
 * who stands for accounts that were deleted.
 */
export type StoryAccount = {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Mannequin';
};

/** The organisation that owns the story's repositories. */
export type StoryOrganization = { readonly id: number; readonly login: string };

/** A repository; `fullName` is `owner/name`, and the owner is the story's organisation. */
export type StoryRepository = {
  readonly id: number;
  readonly fullName: string;
  /** Closed for writing; not unless told. */
  readonly archived?: boolean;
  /** Shown to everybody; private unless told. */
  readonly isPublic?: boolean;
};

/** One commit of a pull request, as git knows it. */
export type StoryCommit = {
  readonly sha: string;
  /** Survives rebase and amend; the developer's own clock. */
  readonly authoredAt: Date;
  readonly committedAt: Date;
  readonly author: StoryAccount;
  readonly message: string;
};

/** What a reviewer said. */
export type StoryReviewState = 'approved' | 'changes_requested' | 'commented';

/** One thing that happened to a pull request after its opening. */
export type StoryStep = { readonly at: Date; readonly actor: StoryAccount } & (
  | {
      readonly kind: 'ready_for_review' | 'converted_to_draft' | 'closed' | 'reopened' | 'merged';
    }
  /** The commit `sha`, one of the pull request's commits, and those before it were pushed. */
  | { readonly kind: 'synchronize'; readonly sha: string }
  | { readonly kind: 'review_requested'; readonly reviewer: StoryAccount }
  | {
      readonly kind: 'review';
      readonly reviewId: number;
      readonly state: StoryReviewState;
      readonly body: string;
    }
  | { readonly kind: 'review_dismissed'; readonly reviewId: number }
  | {
      readonly kind: 'review_comment' | 'issue_comment';
      readonly commentId: number;
      readonly body: string;
    }
);

/** A step of one kind. */
export type StepOf<Kind extends StoryStep['kind']> = Extract<StoryStep, { readonly kind: Kind }>;

/** The whole life of one pull request. GitHub keeps whole seconds: fractions are cut off. */
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
  /** In the order of the branch: those there at the opening, then those pushed later. */
  readonly commits: readonly StoryCommit[];
  /** Ascending by `at`, none before the opening. */
  readonly steps: readonly StoryStep[];
};

/** A team and who was in it when; days are `YYYY-MM-DD` in UTC, `to` is the first day outside. */
export type StoryTeam = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly members: readonly {
    readonly id: number;
    readonly login: string;
    readonly from: string;
    readonly to: string | null;
  }[];
};

/** A Copilot seat; the grant may precede its use. */
export type StorySeat = { readonly login: string; readonly id: number; readonly grantedAt: Date };

/** The seven counters of a Copilot usage report. */
export type StoryCounters = {
  readonly user_initiated_interaction_count: number;
  readonly code_generation_activity_count: number;
  readonly code_acceptance_activity_count: number;
  readonly loc_suggested_to_add_sum: number;
  readonly loc_suggested_to_delete_sum: number;
  readonly loc_added_sum: number;
  readonly loc_deleted_sum: number;
};

/** What one person did with Copilot on one day (`YYYY-MM-DD`, UTC). */
export type StoryUsage = {
  readonly day: string;
  readonly login: string;
  readonly id: number;
  readonly counters: StoryCounters;
  readonly used: {
    readonly chat: boolean;
    readonly agent: boolean;
    readonly cli: boolean;
    readonly cloudAgent: boolean;
  };
};

/** What is said of a deployment as it goes on. */
export type StoryDeploymentState =
  | 'queued'
  | 'pending'
  | 'in_progress'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

/** A commit brought to an environment. */
export type StoryDeployment = {
  readonly id: number;
  readonly repository: StoryRepository;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly creator: StoryAccount;
  readonly createdAt: Date;
  /** Ascending by `at`, none before the creation. */
  readonly statuses: readonly {
    readonly id: number;
    readonly state: StoryDeploymentState;
    readonly at: Date;
  }[];
};

/** All that happened in one organisation: the source of every answer and delivery of this GitHub. */
export type OrganizationStory = {
  readonly organization: StoryOrganization;
  readonly repositories: readonly StoryRepository[];
  /** From hire to leaving; `to` is the first instant outside, null while employed. */
  readonly people: readonly (StoryAccount & { readonly from: Date; readonly to: Date | null })[];
  readonly bots: readonly StoryAccount[];
  readonly teams: readonly StoryTeam[];
  /** Ascending by opening. */
  readonly pullRequests: readonly PullRequestStory[];
  readonly seats: readonly StorySeat[];
  readonly usage: readonly StoryUsage[];
  /** Ascending by creation; none unless told. */
  readonly deployments?: readonly StoryDeployment[];
};
