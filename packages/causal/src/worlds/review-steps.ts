import { DAY_SECONDS } from '../calendar/days.ts';
import { isPresent, type Developer } from './people.ts';
import type { StoryStep } from './story.ts';
import { instant, type Telling } from './telling.ts';

/** Steps of the human review, and when the author pushed in answer to it (seconds since 1970). */
export type Review = { readonly steps: readonly StoryStep[]; readonly pushesAt: readonly number[] };

type Reviewed = {
  readonly telling: Telling;
  readonly reviewer: Developer;
  /** The instant at a share of the way from ready to the end. */
  readonly at: (share: number) => number;
};

const UNREVIEWED_SHARE = 0.07;
const SHORTEST_REVIEW_SECONDS = 120;
const unreviewed: Review = { steps: [], pushesAt: [] };

/** How another human reviews a pull request between its readiness and its end, if anybody does. */
export function reviewOf(telling: Telling, readyAt: number): Review {
  const { plan, random, reviewer } = telling;
  const length = plan.endsAt - readyAt;
  const skipped = random.chance(plan.kind === 'dependency' ? 0.4 : UNREVIEWED_SHARE);
  if (skipped || reviewer === null || length < SHORTEST_REVIEW_SECONDS) return unreviewed;

  const reviewed: Reviewed = {
    telling,
    reviewer,
    at: (share) => Math.floor(readyAt + share * length),
  };
  const { pushesAt, steps } = roundsOf(reviewed, random.uniform());
  const present = (at: number) => isPresent(plan.developer, Math.floor(at / DAY_SECONDS));
  const { author } = telling;
  const requested: StoryStep = {
    kind: 'review_requested',
    at: instant(readyAt + 1),
    actor: author,
    reviewer: reviewer.account,
  };
  // Who has left neither pushes nor answers any more.
  return {
    steps: [requested, ...steps].filter(
      ({ actor, at }) => actor.id !== author.id || present(at.getTime() / 1000),
    ),
    pushesAt: pushesAt.filter(present),
  };
}

function roundsOf(reviewed: Reviewed, scenario: number): Review {
  const { plan, random } = reviewed.telling;
  const first = random.between(0.08, 0.6);
  const last = random.between(0.75, 0.97);
  if (plan.fate === 'abandoned') {
    return { steps: scenario < 0.5 ? changesRequested(reviewed, first) : [], pushesAt: [] };
  }
  if (scenario < 0.6) return approvedAtOnce(reviewed, random.between(first, last));
  if (scenario < 0.81) return approvedAfterChanges(reviewed, { first, last });
  if (scenario < 0.985) return approvedAfterComments(reviewed, { first, last });
  return approvedAfterDismissal(reviewed, { first, last });
}

function approvedAtOnce(reviewed: Reviewed, share: number): Review {
  return { steps: [approval(reviewed, share)], pushesAt: [] };
}

type Shares = { readonly first: number; readonly last: number };

function approvedAfterChanges(reviewed: Reviewed, { first, last }: Shares): Review {
  const { at, reviewer, telling } = reviewed;
  const pushedAt = at(first + 0.6 * (last - first));
  return {
    steps: [
      ...changesRequested(reviewed, first),
      {
        kind: 'review_requested',
        at: instant(pushedAt + 1),
        actor: telling.author,
        reviewer: reviewer.account,
      },
      approval(reviewed, last),
    ],
    pushesAt: [pushedAt],
  };
}

function approvedAfterComments(reviewed: Reviewed, { first, last }: Shares): Review {
  const { at, reviewer, telling } = reviewed;
  const middle = (first + last) / 2;
  return {
    steps: [
      reviewStep(reviewed, { share: first, state: 'commented' }),
      {
        kind: 'issue_comment',
        at: instant(at(middle)),
        actor: telling.author,
        commentId: telling.ids.nextCommentId(),
        body: `Good point, @${reviewer.account.login}: done.`,
      },
      approval(reviewed, last),
    ],
    pushesAt: telling.random.chance(0.5) ? [at(middle)] : [],
  };
}

/** An early approval is withdrawn when more is pushed, and given again. */
function approvedAfterDismissal(reviewed: Reviewed, { first, last }: Shares): Review {
  const early = approval(reviewed, first);
  const pushedAt = reviewed.at((first + last) / 2);
  return {
    steps: [
      early,
      {
        kind: 'review_dismissed',
        at: instant(pushedAt + 1),
        actor: reviewed.reviewer.account,
        reviewId: early.reviewId,
      },
      approval(reviewed, last),
    ],
    pushesAt: [pushedAt],
  };
}

function changesRequested(reviewed: Reviewed, share: number): StoryStep[] {
  const { at, reviewer, telling } = reviewed;
  const comments = Array.from({ length: telling.random.integer(1, 3) }, (): StoryStep => ({
    kind: 'review_comment',
    at: instant(at(share)),
    actor: reviewer.account,
    commentId: telling.ids.nextCommentId(),
    body: 'Please cover this case, too.',
  }));
  return [reviewStep(reviewed, { share, state: 'changes_requested' }), ...comments];
}

type ReviewStep = Extract<StoryStep, { kind: 'review' }>;
type Given = { readonly share: number; readonly state: ReviewStep['state'] };

function approval(reviewed: Reviewed, share: number): ReviewStep {
  return reviewStep(reviewed, { share, state: 'approved' });
}

function reviewStep({ at, reviewer, telling }: Reviewed, { share, state }: Given): ReviewStep {
  return {
    kind: 'review',
    at: instant(at(share)),
    actor: reviewer.account,
    reviewId: telling.ids.nextReviewId(),
    state,
    body: state === 'approved' ? '' : 'A few remarks.',
  };
}
