import type { DeliveredPullRequest } from '../deployments/delivered-pull-requests.ts';
import type { ProductionDeployment } from '../deployments/production-deployments.ts';
import type { Authorship } from '../facts.ts';
import type { Day } from '../observations.ts';
import type { MeasuredPullRequest, MeasuredReview } from './bucket-facts.ts';

/** A review by a human other than the author, with what places it in a scope. */
export type ScopedReview = MeasuredReview & {
  /** Repository and authorship of the reviewed pull request. */
  readonly repositoryId: number;
  readonly authorship: Authorship;
};

/** A day on which a *human* opened, merged, reviewed or committed something in a repository. */
export type Presence = {
  readonly personId: number;
  readonly day: Day;
  readonly repositoryId: number;
};

/** Membership of a team on the days of `[from, to)`; `to` null while it lasts. */
export type Membership = {
  readonly teamId: number;
  readonly personId: number;
  readonly from: Day;
  readonly to: Day | null;
};

/** A person of a cohort. */
export type CohortMember = { readonly cohortId: number; readonly personId: number };

/** A seat on the list of one day. The rows of a day are the whole list of that day. */
export type SeatOnDay = {
  readonly day: Day;
  readonly personId: number;
  /** The last activity lies within the 28 days before the list. */
  readonly active: boolean;
};

/** A day on which a person used a tool, by the active-day rule. */
export type UsageDay = { readonly personId: number; readonly day: Day };

/** A start with a tool of which no use is reported: taken as in use from that day on. */
export type ToolStart = { readonly personId: number; readonly tool: string; readonly on: Day };

/**
 * The facts of one organisation that its rollups are computed from, in any order and without
 * duplicates. For buckets that span `[from, to)` it must hold every
 *
 * - pull request opened before `to` that did not end before `from`;
 * - review and presence day of the whole weeks (Monday to Sunday) that touch the span, since a week
 *   counts as present by any of its days;
 * - seat list and usage day within the span, and tool start before its end;
 * - membership that touches those weeks, and everybody of a cohort asked about.
 *
 * More does no harm.
 */
export type FactSet = {
  readonly pullRequests: readonly MeasuredPullRequest[];
  readonly reviews: readonly ScopedReview[];
  readonly presence: readonly Presence[];
  readonly memberships: readonly Membership[];
  /** Of the cohorts that are asked about; a cohort of which nobody is here has nobody. */
  readonly cohortMembers: readonly CohortMember[];
  readonly seats: readonly SeatOnDay[];
  readonly usageDays: readonly UsageDay[];
  readonly toolStarts: readonly ToolStart[];
  /**
   * The first day of which any source tells who used a tool: the first day of the usage reports
   * held, or the first imported start. Null if there is none. Before it adoption is unknown.
   */
  readonly usageKnownFrom: Day | null;
  /** Those that ended within the span. */
  readonly deployments: readonly ProductionDeployment[];
  /** Those that reached production within the span. */
  readonly delivered: readonly DeliveredPullRequest[];
};
