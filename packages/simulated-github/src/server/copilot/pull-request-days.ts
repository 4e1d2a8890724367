import { dayOf, startOfDay } from '../../rest/instants.ts';
import type { PullRequestStory, StoryStep } from '../../story.ts';
import { endOfDayMs } from './days.ts';
import { quantile, reviewTimes } from './review-times.ts';

/** What happened to pull requests on one day. */
type PullRequestDay = {
  readonly created: PullRequestStory[];
  readonly merged: { readonly story: PullRequestStory; readonly at: Date }[];
  readonly reviewed: Set<PullRequestStory>;
  readonly reviewedByCopilot: Set<PullRequestStory>;
  comments: number;
  commentsByCopilot: number;
};

/** The figures of a day, in the shape of reports. */
type PullRequestFigures = ReturnType<typeof figuresOf>;

/** Pull requests by day. */
export type PullRequestDays = {
  /** Null for a day on which nothing happened to any. */
  readonly figures: (day: string) => PullRequestFigures | null;
  readonly reviewTimes: (day: string) => readonly object[];
  /** All zero. */
  readonly nothing: PullRequestFigures;
};

const CODING_AGENT = 198_982_749;
const CODE_REVIEW = 175_728_472;
const MINUTE_MS = 60_000;

/** Whose days, and which. */
export type DaysWish = {
  readonly stories: readonly PullRequestStory[];
  /** Ascending and without gaps. */
  readonly days: readonly string[];
  /** What happened later is not known yet. */
  readonly until: Date;
};

/** Sorts what happened to pull requests on some days up to an instant into these days. */
export function pullRequestDays({ stories, days: wanted, until }: DaysWish): PullRequestDays {
  const fromMs = startOfDay(wanted[0] ?? '').getTime();
  const toMs = Math.min(endOfDayMs(wanted.at(-1) ?? '') - 1, until.getTime());
  const isWanted = (at: Date): boolean => at.getTime() >= fromMs && at.getTime() <= toMs;
  const days = new Map<string, PullRequestDay>();
  const dayAt = (at: Date): PullRequestDay => {
    const day = days.get(dayOf(at)) ?? emptyDay();
    days.set(dayOf(at), day);
    return day;
  };
  for (const story of stories) {
    if (story.openedAt.getTime() > toMs || lastOf(story).getTime() < fromMs) continue;
    if (isWanted(story.openedAt)) dayAt(story.openedAt).created.push(story);
    for (const step of story.steps) if (isWanted(step.at)) note(step, story, dayAt(step.at));
  }
  return {
    figures: (day) => {
      const found = days.get(day);
      return found === undefined ? null : figuresOf(found);
    },
    reviewTimes: (day) => reviewTimes(days.get(day)?.merged ?? []),
    nothing: figuresOf(emptyDay()),
  };
}

function lastOf({ openedAt, steps }: PullRequestStory): Date {
  return steps.at(-1)?.at ?? openedAt;
}

function emptyDay(): PullRequestDay {
  return {
    created: [],
    merged: [],
    reviewed: new Set(),
    reviewedByCopilot: new Set(),
    comments: 0,
    commentsByCopilot: 0,
  };
}

function note(step: StoryStep, story: PullRequestStory, day: PullRequestDay): void {
  const isCopilot = step.actor.id === CODE_REVIEW;
  if (step.kind === 'merged') day.merged.push({ story, at: step.at });
  if (step.kind === 'review') {
    day.reviewed.add(story);
    if (isCopilot) day.reviewedByCopilot.add(story);
  }
  if (step.kind !== 'review_comment') return;
  day.comments += 1;
  if (isCopilot) day.commentsByCopilot += 1;
}

/** Stories do not tell which suggestions were applied. */
function figuresOf({ created, merged, reviewed, reviewedByCopilot, ...day }: PullRequestDay) {
  const authored = merged.filter(({ story }) => isAuthored(story));
  const inspected = merged.filter(({ story }) => isReviewed(story));
  return {
    total_created: created.length,
    total_reviewed: reviewed.size,
    total_merged: merged.length,
    median_minutes_to_merge: medianMinutes(merged),
    total_suggestions: day.comments,
    total_applied_suggestions: 0,
    total_created_by_copilot: created.filter(isAuthored).length,
    total_reviewed_by_copilot: reviewedByCopilot.size,
    total_merged_created_by_copilot: authored.length,
    total_merged_reviewed_by_copilot: inspected.length,
    median_minutes_to_merge_copilot_authored: medianMinutes(authored),
    median_minutes_to_merge_copilot_reviewed: medianMinutes(inspected),
    total_copilot_suggestions: day.commentsByCopilot,
    total_copilot_applied_suggestions: 0,
    copilot_suggestions_by_comment_type: [],
  };
}

function isAuthored({ author }: PullRequestStory): boolean {
  return author.id === CODING_AGENT;
}

function isReviewed({ steps }: PullRequestStory): boolean {
  return steps.some(({ kind, actor }) => kind === 'review' && actor.id === CODE_REVIEW);
}

/** From creation to merge, drafts included. */
function medianMinutes(merged: PullRequestDay['merged']): number | null {
  const minutes = merged.map(
    ({ story, at }) => (at.getTime() - story.openedAt.getTime()) / MINUTE_MS,
  );
  return quantile(minutes, 0.5);
}
