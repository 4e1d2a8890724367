import type { Authorship, Stage } from '../facts.ts';
import type { ProductionDeployment } from '../deployments/production-deployments.ts';
import type { Window } from '../window.ts';

/** What the measures need to know of a pull request: a light row of its fact. */
export type MeasuredPullRequest = {
  readonly id: number;
  readonly repositoryId: number;
  /** The person it counts for: the author, or the human behind an agent; null if unknown. */
  readonly personId: number | null;
  readonly authorship: Authorship;
  readonly openedAt: Date;
  readonly readyAt: Date | null;
  readonly firstReviewAt: Date | null;
  readonly firstAiReviewAt: Date | null;
  readonly mergedAt: Date | null;
  /** Null while it is open. The end of a pull request is its merge, else this. */
  readonly closedAt: Date | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  /** Changes-requested or re-review rounds. */
  readonly reviewCycles: number;
  /** Seconds in each stage up to the end; null while it is open, or where unknown. */
  readonly stageSeconds: Readonly<Record<Stage, number>> | null;
  /** The same by the clock of working hours, by whose calendar; nothing while it was not measured. */
  readonly working?: WorkingTime | null;
  /** No commit is known, so the time before the opening is not either. */
  readonly commitsUnknown: boolean;
  /** A pull request that reverts it was merged within 30 days of its merge. */
  readonly revertedWithin30Days: boolean;
};

/** Seconds in each stage by the clock of working hours. */
export type WorkingTime = {
  /** The key of the calendar. */
  readonly calendar: string;
  readonly stageSeconds: Readonly<Record<Stage, number>>;
};

/** A review submitted by a human other than the author. */
export type MeasuredReview = { readonly reviewerId: number; readonly at: Date };

/** Person-weeks: days of the weeks in which a person was present, divided by seven. */
export type PersonWeeks = {
  readonly total: number;
  readonly byPerson: ReadonlyMap<number, number>;
};

/** Everything that happened in one bucket of one scope: what a measure is a function of. */
export type BucketFacts = {
  readonly window: Window;
  /** The authorship asked for; null for all but other bots' pull requests. */
  readonly authorship: Authorship | null;
  /** Pull requests merged in the window. */
  readonly merged: readonly MeasuredPullRequest[];
  /** Merges of the window by grade, whatever authorship the scope asks for. */
  readonly mergedByAuthorship: Readonly<Record<Authorship, number>>;
  /** Pull requests opened in the window. */
  readonly opened: readonly MeasuredPullRequest[];
  /** Pull requests that ended in the window, by merge or without. */
  readonly closed: readonly MeasuredPullRequest[];
  readonly reviews: readonly MeasuredReview[];
  readonly developerWeeks: PersonWeeks;
  /** Weeks in which a person reviewed, cut to the window. */
  readonly reviewerWeeks: PersonWeeks;
  readonly presentPeople: ReadonlySet<number>;
  /** Those of the present who used a tool in the window; null while no source tells of use. */
  readonly activePeople: ReadonlySet<number> | null;
  /** Pull requests open at the end of the window: a close at that very instant is still to come. */
  readonly openAtEnd: number;
  /** The last seat list within the window; null if there was none. */
  readonly seats: { readonly total: number; readonly activeIn28Days: number } | null;
  /**
   * Deployments to production that ended in the window; null where none is known, and for people and
   * grades, since a deployment is of a repository.
   */
  readonly deployments: readonly ProductionDeployment[] | null;
  /** Of each pull request that reached production in the window, from its first commit on. */
  readonly leadSeconds: readonly number[];
};

/** The instant of the merge, else of the last close; null while a pull request is open. */
export function endOf(pullRequest: MeasuredPullRequest): Date | null {
  return pullRequest.mergedAt ?? pullRequest.closedAt;
}
