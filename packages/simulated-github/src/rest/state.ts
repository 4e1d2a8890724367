import type { PullRequestStory, StepOf, StoryAccount, StoryCommit, StoryStep } from '../story.ts';
import { secondOf } from './instants.ts';
import { objectName } from './node-id.ts';

/** What a pull request is at one instant: the fold of its steps up to then. */
export type PullRequestState = {
  readonly draft: boolean;
  readonly closedAt: Date | null;
  readonly merge: { readonly at: Date; readonly by: StoryAccount } | null;
  /** The last thing that happened, the opening included. */
  readonly updatedAt: Date;
  /** Asked for a review and not answered since. */
  readonly requestedReviewers: readonly StoryAccount[];
  readonly comments: number;
  readonly reviewComments: number;
};

/**
 * Folds the steps whose second is not after that of `at`; steps of one second come together, so
 * everything that GitHub says of that second agrees.
 */
export function stateAt(story: PullRequestStory, at: Date): PullRequestState {
  let state = openingOf(story);
  for (const step of stepsUntil(story, at)) state = after(state, step);
  return state;
}

/** The steps whose second is not after that of `at`. */
export function stepsUntil(story: PullRequestStory, at: Date): readonly StoryStep[] {
  const second = secondOf(at);
  return story.steps.filter((step) => secondOf(step.at) <= second);
}

function openingOf(story: PullRequestStory): PullRequestState {
  return {
    draft: story.draftAtOpening,
    closedAt: null,
    merge: null,
    updatedAt: story.openedAt,
    requestedReviewers: [],
    comments: 0,
    reviewComments: 0,
  };
}

function after(state: PullRequestState, step: StoryStep): PullRequestState {
  return { ...state, ...changesOf(state, step), updatedAt: step.at };
}

function changesOf(state: PullRequestState, step: StoryStep): Partial<PullRequestState> {
  switch (step.kind) {
    case 'ready_for_review':
      return { draft: false };
    case 'converted_to_draft':
      return { draft: true };
    case 'closed':
      return { closedAt: step.at };
    case 'reopened':
      return { closedAt: null };
    case 'merged':
      return { closedAt: step.at, merge: { at: step.at, by: step.actor } };
    case 'review_requested':
      return { requestedReviewers: [...without(state, step.reviewer), step.reviewer] };
    case 'review':
      return { requestedReviewers: without(state, step.actor) };
    case 'issue_comment':
      return { comments: state.comments + 1 };
    case 'review_comment':
      return { reviewComments: state.reviewComments + 1 };
    case 'synchronize':
    case 'review_dismissed':
      break;
  }
  return {};
}

function without(state: PullRequestState, account: StoryAccount): readonly StoryAccount[] {
  return state.requestedReviewers.filter(({ id }) => id !== account.id);
}

/** A commit and the push that brought it to GitHub; null if it was there at the opening. */
export type PushedCommit = {
  readonly commit: StoryCommit;
  readonly push: StepOf<'synchronize'> | null;
};

/**
 * How each commit came to GitHub: with the first push whose head is that commit or a later one
 * of the branch; commits committed before the opening, and those that no push names, were there
 * at the opening.
 */
export function pushedCommits(story: PullRequestStory): readonly PushedCommit[] {
  const pushes = story.steps.flatMap((step) =>
    step.kind === 'synchronize' ? [{ step, head: indexOf(story, step.sha) }] : [],
  );
  const heads = new Set(pushes.map(({ head }) => head));
  return story.commits.map((commit, index) => {
    const early = commit.committedAt <= story.openedAt && !heads.has(index);
    const push = early ? undefined : pushes.find(({ head }) => head >= index);
    return { commit, push: push?.step ?? null };
  });
}

function indexOf(story: PullRequestStory, sha: string): number {
  return story.commits.findIndex((commit) => commit.sha === sha);
}

/** The commits that GitHub had on the branch at an instant, in the order of the branch. */
export function commitsAt(story: PullRequestStory, at: Date): readonly StoryCommit[] {
  const second = secondOf(at);
  const pushed = pushedCommits(story).filter(
    ({ push }) => push === null || secondOf(push.at) <= second,
  );
  return pushed.map(({ commit }) => commit);
}

/** The head of the branch at an instant. */
export function headShaAt(story: PullRequestStory, at: Date): string {
  return commitsAt(story, at).at(-1)?.sha ?? objectName(`head of ${story.id}`);
}

/** The commit of the base branch that the pull request starts from. */
export function baseShaOf(story: PullRequestStory): string {
  return objectName(`base of ${story.id}`);
}
