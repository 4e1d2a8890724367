import type { Age, Sort, Stage } from '../address/view.ts';

/** What a stage is called. */
export const stageNames: Readonly<Record<Stage, string>> = {
  coding: 'Coding',
  pickup: 'Pickup',
  review: 'Review',
  merge: 'Merge',
};

/** What ends a stage. */
export const stageEnds: Readonly<Record<Stage, string>> = {
  coding: 'coding, until ready',
  pickup: 'pickup, until the first human review',
  review: 'review, until the approval that stood',
  merge: 'merge, until merged',
};

/** What an open pull request in a stage is. */
export const openStates: Readonly<Record<Stage, string>> = {
  coding: 'draft',
  pickup: 'waits for review',
  review: 'in review',
  merge: 'approved',
};

/** What a band of age is called. */
export const ageNames: Readonly<Record<Age, string>> = {
  '1d': 'under 1 day',
  '3d': '1 to 3 days',
  '7d': '3 to 7 days',
  '28d': '1 to 4 weeks',
  older: 'older',
};

/** What an order of a list is called. */
export const sortNames: Readonly<Record<Sort, string>> = {
  cycle_time: 'Longest first',
  age: 'Oldest first',
  date: 'Newest first',
  updated: 'Last moved first',
  size: 'Most lines first',
};

const FLAGS: Readonly<Record<string, string>> = {
  clock_anomaly: 'Two clocks disagreed; a span that would be negative counts as nothing.',
  commits_unknown: 'No commit is known, so coding begins with the opening.',
  first_commit_after_opening: 'The first commit is dated after the opening, which counts instead.',
  merged_without_review: 'Merged without a human review: pickup runs up to the merge.',
  ready_inferred: 'When it became ready is inferred, not told.',
  reopened: 'Closed and opened again; the closed time stays in the stage that it interrupted.',
  stale_first_commit: 'The first commit is more than 180 days older than the opening.',
};

/** A caution about the times of a pull request, as a sentence. */
export function flagWords(flag: string): string {
  return FLAGS[flag] ?? flag.replaceAll('_', ' ');
}
