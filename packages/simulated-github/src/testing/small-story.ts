import type {
  OrganizationStory,
  PullRequestStory,
  StoryAccount,
  StoryStep,
  StoryUsage,
} from '../story.ts';

/** An instant of January 2026. */
export function january(day: number, time = '00:00:00'): Date {
  return new Date(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);
}

export const ada: StoryAccount = { id: 1001, login: 'ada', type: 'User' };
export const bob: StoryAccount = { id: 1002, login: 'bob', type: 'User' };
export const codeReview: StoryAccount = {
  id: 175_728_472,
  login: 'copilot-pull-request-reviewer[bot]',
  type: 'Bot',
};
export const acme = { id: 9, login: 'acme' };
export const api = { id: 7, fullName: 'acme/api' };
const billing = { id: 8, fullName: 'acme/billing' };

const SHA_OF_FIRST = 'a'.repeat(40);
const SHA_OF_SECOND = 'b'.repeat(40);
const SHA_OF_THIRD = 'c'.repeat(40);

const eventfulSteps: readonly StoryStep[] = [
  { kind: 'review_requested', at: january(5, '10:01:00'), actor: ada, reviewer: bob },
  { kind: 'review_requested', at: january(5, '10:02:00'), actor: ada, reviewer: codeReview },
  { kind: 'ready_for_review', at: january(5, '11:00:00'), actor: ada },
  {
    kind: 'review',
    at: january(5, '11:05:00'),
    actor: codeReview,
    reviewId: 301,
    state: 'commented',
    body: 'One remark.',
  },
  {
    kind: 'review_comment',
    at: january(5, '11:05:01'),
    actor: codeReview,
    commentId: 401,
    body: 'Here.',
  },
  {
    kind: 'review',
    at: january(5, '12:00:00'),
    actor: bob,
    reviewId: 302,
    state: 'approved',
    body: '',
  },
  { kind: 'synchronize', at: january(5, '13:00:00'), actor: ada, sha: SHA_OF_THIRD },
  { kind: 'review_dismissed', at: january(5, '13:00:05'), actor: ada, reviewId: 302 },
  { kind: 'converted_to_draft', at: january(5, '14:00:00'), actor: ada },
  { kind: 'issue_comment', at: january(5, '14:30:00'), actor: bob, commentId: 402, body: 'Why?' },
  { kind: 'closed', at: january(6, '09:00:00'), actor: ada },
  { kind: 'reopened', at: january(6, '10:00:00'), actor: bob },
  { kind: 'ready_for_review', at: january(6, '11:00:00'), actor: ada },
  {
    kind: 'review',
    at: january(6, '12:00:00'),
    actor: bob,
    reviewId: 303,
    state: 'approved',
    body: '',
  },
  { kind: 'merged', at: january(7, '09:00:00.700'), actor: bob },
];

/** A pull request to which everything happens that can. */
export const eventful: PullRequestStory = {
  repository: api,
  number: 12,
  id: 5012,
  title: 'Retry payments',
  body: 'Twice.',
  author: ada,
  assignees: [bob],
  headRef: 'retry',
  baseRef: 'main',
  additions: 120,
  deletions: 30,
  changedFiles: 4,
  openedAt: january(5, '10:00:00'),
  draftAtOpening: true,
  commits: [
    commit(SHA_OF_FIRST, january(4, '16:00:00'), 'Try again'),
    commit(SHA_OF_SECOND, january(5, '12:30:00'), 'Wait between'),
    commit(SHA_OF_THIRD, january(5, '12:45:00'), 'Give up in the end'),
  ],
  steps: eventfulSteps,
};

function commit(sha: string, at: Date, message: string) {
  return { sha, authoredAt: at, committedAt: at, author: ada, message };
}

/** A pull request that stays open and on which nothing happens. */
const quiet: PullRequestStory = {
  ...eventful,
  repository: billing,
  number: 3,
  id: 5003,
  author: codeReview,
  assignees: [],
  openedAt: january(6, '08:00:00'),
  draftAtOpening: false,
  commits: [],
  steps: [],
};

/** What someone who used chat and agent did on a day. */
export function usageOf(person: StoryAccount, day: string): StoryUsage {
  return {
    day,
    login: person.login,
    id: person.id,
    counters: {
      user_initiated_interaction_count: 12,
      code_generation_activity_count: 104,
      code_acceptance_activity_count: 20,
      loc_suggested_to_add_sum: 192,
      loc_suggested_to_delete_sum: 0,
      loc_added_sum: 181,
      loc_deleted_sum: 60,
    },
    used: { chat: true, agent: true, cli: false, cloudAgent: false },
  };
}

/** A small organisation with {@link eventful} and {@link quiet}. */
export const smallStory: OrganizationStory = {
  organization: acme,
  repositories: [api, billing],
  people: [
    { ...ada, from: january(1), to: null },
    { ...bob, from: january(2), to: january(20) },
  ],
  bots: [codeReview],
  teams: [
    {
      id: 3,
      slug: 'payments',
      name: 'Payments',
      members: [
        { id: ada.id, login: ada.login, from: '2026-01-01', to: null },
        { id: bob.id, login: bob.login, from: '2026-01-03', to: '2026-01-15' },
      ],
    },
  ],
  pullRequests: [eventful, quiet],
  seats: [
    { login: ada.login, id: ada.id, grantedAt: january(4, '09:00:00') },
    { login: bob.login, id: bob.id, grantedAt: january(8, '09:00:00') },
  ],
  usage: [usageOf(ada, '2026-01-05'), usageOf(ada, '2026-01-06'), usageOf(bob, '2026-01-09')],
};
