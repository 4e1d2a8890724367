import type { Actor } from '../../accounts.ts';
import type { PullRequestFact } from '../../facts.ts';
import type { TimelineEvent, TimelineEventKind } from '../events.ts';
import { type DraftHistory, findDraftHistory } from './draft-spells.ts';
import type { Ending } from './ending.ts';
import { earliest, ofKind } from './event-set.ts';
import { flagsOf } from './flags.ts';
import { countReviewCycles } from './review-cycles.ts';
import { type Review, collectReviews, isOtherHuman, standingApproval } from './reviews.ts';
import { segmentsOf } from './segments.ts';

/** What the milestones are read from. */
export type MilestoneSource = {
  /** Every event, ordered and distinct. */
  readonly all: readonly TimelineEvent<Actor>[];
  /** Those that count: none after the end but snapshots. */
  readonly counted: readonly TimelineEvent<Actor>[];
  readonly author: Actor | null;
  /** In milliseconds. */
  readonly openedAt: number;
  readonly ending: Ending;
};

type Milestones = Pick<
  PullRequestFact,
  | 'draft'
  | 'firstCommitAt'
  | 'openedAt'
  | 'readyAt'
  | 'firstReviewAt'
  | 'firstAiReviewAt'
  | 'firstResponseAt'
  | 'approvedAt'
  | 'reviewCycles'
  | 'segments'
  | 'flags'
>;

/** Instants of the review clocks, in milliseconds as they were told. */
type ReviewTimes = {
  readonly firstReviewAt: number | null;
  readonly firstAiReviewAt: number | null;
  readonly firstResponseAt: number | null;
  readonly approvedAt: number | null;
  readonly reviewCycles: number;
};

/**
 * The first commit is the earliest authored date known, but never later than the opening. Every
 * instant is brought between it and the end: a span between clocks that disagree has no length.
 */
export function findMilestones(source: MilestoneSource): Milestones {
  const { all, counted, openedAt, ending } = source;
  const commits = ofKind(counted, 'commit').map((event) => event.at.getTime());
  const earliestCommitAt = earliest(commits);
  const firstCommitAt = Math.min(openedAt, earliestCommitAt ?? openedAt);
  const end = Math.max(firstCommitAt, ending.end ?? Number.POSITIVE_INFINITY);
  const within = (instant: number): number => Math.min(end, Math.max(firstCommitAt, instant));

  const drafts = findDraftHistory(all, openedAt, ending.end ?? Number.POSITIVE_INFINITY);
  const reviews = reviewTimes(source, ending.end ?? Number.POSITIVE_INFINITY);
  return {
    draft: drafts.draft,
    firstCommitAt: new Date(firstCommitAt),
    openedAt: new Date(openedAt),
    readyAt: toDate(drafts.readyAt, within),
    firstReviewAt: toDate(reviews.firstReviewAt, within),
    firstAiReviewAt: toDate(reviews.firstAiReviewAt, within),
    firstResponseAt: toDate(reviews.firstResponseAt, within),
    approvedAt: toDate(reviews.approvedAt, within),
    reviewCycles: reviews.reviewCycles,
    segments: segmentsOf({
      firstCommitAt,
      openedAt,
      draftSpells: drafts.spells,
      firstReviewAt: reviews.firstReviewAt,
      approvedAt: reviews.approvedAt,
      end: ending.end,
    }),
    flags: raiseFlags(source, { earliestCommitAt, drafts, reviews }),
  };
}

function reviewTimes(source: MilestoneSource, end: number): ReviewTimes {
  const { all, counted, author } = source;
  const reviews = collectReviews(all, end);
  const human = reviews.filter((review) => isOtherHuman(review.actor, author));
  const ai = reviews.find((review) => isOtherAgent(review, author));
  const responses = ofKind(counted, 'response').filter(({ actor }) => isOtherHuman(actor, author));
  const requests = ofKind(counted, 'review_requested');
  return {
    firstReviewAt: human[0]?.at ?? null,
    firstAiReviewAt: ai?.at ?? null,
    firstResponseAt: earliest([
      ...human.map((review) => review.at),
      ...responses.map((event) => event.at.getTime()),
    ]),
    approvedAt: standingApproval(human),
    reviewCycles: countReviewCycles(
      human,
      requests.filter(({ reviewer }) => isOtherHuman(reviewer, author)),
    ),
  };
}

function isOtherAgent({ actor }: Review, author: Actor | null): boolean {
  return actor?.kind === 'ai_agent' && actor.id !== author?.id;
}

/** Kinds that GitHub cannot record of a pull request before it was opened. */
const kindsAfterOpening: ReadonlySet<TimelineEventKind> = new Set([
  'ready_for_review',
  'converted_to_draft',
  'closed',
  'reopened',
  'review',
  'response',
] as const);

function raiseFlags(
  source: MilestoneSource,
  found: {
    readonly earliestCommitAt: number | null;
    readonly drafts: DraftHistory;
    readonly reviews: ReviewTimes;
  },
): PullRequestFact['flags'] {
  const { counted, openedAt, ending } = source;
  const afterOpening = counted.filter((event) => kindsAfterOpening.has(event.kind));
  return flagsOf({
    openedAt,
    earliestCommitAt: found.earliestCommitAt,
    end: ending.end,
    merged: ending.state === 'merged',
    reviewed: found.reviews.firstReviewAt !== null,
    reopened: ending.reopened,
    readyInferred: found.drafts.inferred,
    afterOpening: afterOpening.map((event) => event.at.getTime()),
  });
}

function toDate(instant: number | null, within: (instant: number) => number): Date | null {
  return instant === null ? null : new Date(within(instant));
}
