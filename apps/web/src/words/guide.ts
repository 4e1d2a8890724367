import type { MeasureId } from '../api/measures.ts';

/** Things on pages that are not measures, and have a page of the guide too. */
export type TopicId =
  | 'open_now'
  | 'review_clocks'
  | 'working_hours'
  | 'seats'
  | 'ways_of_working'
  | 'adoption_starts'
  | 'champions'
  | 'history'
  | 'completeness'
  | 'comparison';

/** What has a page of the guide. */
export type GuideId = MeasureId | TopicId;

/** How an answer is had from the values, and how sure it is. */
export type Statistic = 'percentile' | 'share' | 'rate' | 'count';

/** What the guide says of something beside its definition. */
export type GuideWords = {
  /** The arithmetic, in words that stand for quantities. */
  readonly formula: string;
  readonly leftOut: readonly string[];
  /** The sections of the rules that bear on it, by their titles. */
  readonly rules: readonly string[];
};

/** What is said of a measure. */
export type MeasureGuide = GuideWords & {
  readonly statistic: Statistic;
  /** When something counts: in the bucket in which it … */
  readonly counts: string;
};

/** What is said of something that is no measure. */
export type TopicGuide = GuideWords & { readonly title: string; readonly definition: string };

const STATISTICS: Readonly<Record<Statistic, string>> = {
  percentile:
    'The value in the middle (p50), with three quarters (p75) and nine tenths (p90) beside it, by linear interpolation. The 95% interval rests on the order of the values alone, so no shape of their distribution is assumed. Fewer than 5 values give no answer.',
  share: 'One count over another. The 95% interval is Wilson’s.',
  rate: 'A sum over a sum of weeks. The 95% interval takes people as they come: weeks of one person belong together.',
  count: 'All that there is, counted: there is nothing to be unsure of, so no interval.',
};

/** How the answer is had and how sure it is. */
export function statisticWords(statistic: Statistic): string {
  return STATISTICS[statistic];
}

const DIRECTIONS = {
  lower: 'Lower is better.',
  higher: 'Higher is better.',
  none: 'Neither direction is better by itself.',
} as const;

/** Which direction is wanted. */
export function directionWords(better: keyof typeof DIRECTIONS): string {
  return DIRECTIONS[better];
}

const UNITS = {
  seconds: 'Time: shown in minutes, hours and days of 24 hours.',
  prs_per_developer_week: 'Merged pull requests per developer-week.',
  count: 'A number.',
  lines: 'Lines.',
  rounds: 'Rounds.',
  reviews_per_reviewer_week: 'Reviews per reviewer-week.',
  share: 'A share, in percent.',
} as const;

/** What it is counted in. */
export function unitWords(unit: keyof typeof UNITS): string {
  return UNITS[unit];
}

/** From when on a value stands. */
export function settledWords(provisionalDays: number): string {
  return provisionalDays === 0
    ? 'A bucket stands once it has ended and all its events have come.'
    : `A bucket can still change for ${provisionalDays} days after its end, and is drawn as provisional until then.`;
}
