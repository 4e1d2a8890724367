import { DAY_SECONDS } from '../calendar/days.ts';
import { codingAgent, dependencyBot } from './accounts.ts';
import { aiReviewSteps } from './ai-review-steps.ts';
import type { Colleagues } from './colleagues.ts';
import { commitsBeforeOpening, laterCommit } from './commits.ts';
import { ending, readinessOf } from './lifecycle-steps.ts';
import { isPresent } from './people.ts';
import type { Plan } from './pull-request-plan.ts';
import type { Random } from './random.ts';
import { reviewOf } from './review-steps.ts';
import type { World } from './settings.ts';
import type { PullRequestStory, StoryAccount, StoryCommit, StoryStep } from './story.ts';
import { instant, type Ids, type Telling } from './telling.ts';
import { wordingOf, type Reverted } from './wording.ts';

/** What one pull request's story needs to know of the others. */
export type Narration = {
  readonly world: World;
  readonly random: Random;
  readonly colleagues: Colleagues;
  readonly ids: Ids;
  readonly id: number;
  readonly number: number;
  readonly reverted: Reverted | null;
};

/** Tells a plan in full: its words, its commits and its steps, as far as the world goes. */
export function tellPullRequest(plan: Plan, narration: Narration): PullRequestStory {
  const { random, world } = narration;
  const author = authorOf(plan);
  const reviewer = reviewerOf(plan, narration);
  const telling: Telling = { ...narration, plan, author, reviewer };
  const { headRef, trailer, ...words } = wordingOf(plan, narration);
  const writing = { subject: words.title, trailer };
  const { draftAtOpening, readyAt, steps: opening } = readinessOf(telling);
  const review = reviewOf(telling, readyAt);
  const early = commitsBeforeOpening(telling, writing);
  const later = [...agentWork(telling, readyAt), ...review.pushesAt].map((at) =>
    laterCommit({ author, random }, { at, writing }),
  );
  const steps = [
    ...opening,
    ...later.map((commit) => pushOf(commit)),
    ...aiReviewSteps(telling, readyAt),
    ...review.steps,
    ending(telling),
  ];
  return {
    repository: { id: plan.repository.id, fullName: plan.repository.fullName },
    number: narration.number,
    id: narration.id,
    ...words,
    author,
    assignees: plan.kind === 'agent' ? [plan.developer.account] : [],
    headRef,
    baseRef: 'main',
    ...sizeOf(plan, random),
    openedAt: instant(plan.openedAt),
    draftAtOpening,
    commits: [...early, ...later].filter(({ committedAt }) => isTold(committedAt, world)),
    steps: inTime(steps).filter(({ at }) => isTold(at, world)),
  };
}

function authorOf({ developer, kind }: Plan): StoryAccount {
  if (kind === 'agent') return codingAgent;
  return kind === 'dependency' ? dependencyBot : developer.account;
}

/** Who asked a bot reviews it, while they are there. */
function reviewerOf(plan: Plan, { colleagues, random }: Narration): Telling['reviewer'] {
  const there = isPresent(plan.developer, Math.floor(plan.endsAt / DAY_SECONDS));
  return plan.kind === 'own' || !there ? colleagues.reviewerOf(plan, random) : plan.developer;
}

/** An agent pushes while its pull request is still a draft. */
function agentWork({ plan, random }: Telling, readyAt: number): number[] {
  if (plan.kind !== 'agent') return [];
  const pushes = Array.from({ length: random.integer(1, 3) }, () =>
    random.integer(plan.openedAt + 1, Math.max(plan.openedAt + 1, readyAt)),
  );
  return pushes.toSorted((a, b) => a - b);
}

function pushOf({ author: actor, committedAt: at, sha }: StoryCommit): StoryStep {
  return { kind: 'synchronize', at, actor, sha };
}

function sizeOf(
  { kind }: Plan,
  random: Random,
): Pick<PullRequestStory, 'additions' | 'deletions' | 'changedFiles'> {
  if (kind === 'dependency') {
    const lines = random.integer(1, 12);
    return { additions: lines, deletions: lines, changedFiles: 2 };
  }
  const additions = 1 + Math.round(Math.exp(3.7 + 1.2 * random.normal()));
  return {
    additions,
    deletions: Math.round(additions * random.between(0, 0.8)),
    changedFiles: 1 + random.poisson(Math.min(20, additions / 40)),
  };
}

function inTime(steps: readonly StoryStep[]): StoryStep[] {
  return steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function isTold(at: Date, { endsAtSeconds }: World): boolean {
  return at.getTime() <= endsAtSeconds * 1000;
}
