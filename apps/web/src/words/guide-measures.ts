import type { MeasureId } from '../api/measures.ts';
import type { MeasureGuide } from './guide.ts';

const BOTS =
  'Pull requests of bots other than AI agents, unless authorship is set to “Other bots”.';
const UNMERGED = 'Pull requests that are open, or were closed without a merge.';
const STAGES = 'Stages of a pull request';

const ofMerged = {
  statistic: 'percentile',
  counts: 'is merged',
  leftOut: [UNMERGED, BOTS],
  rules: [STAGES, 'Measures'],
} as const;

const production = {
  statistic: 'percentile',
  counts: 'is deployed to production',
  rules: ['Deployments'],
} as const;

/** Each measure's arithmetic and exclusions. */
export const measureGuide: Readonly<Record<MeasureId, MeasureGuide>> = {
  cycle_time: {
    ...ofMerged,
    rules: [...ofMerged.rules, 'Working hours'],
    formula: 'coding + pickup + review + merge = merged at − first commit at',
  },
  coding_time: {
    ...ofMerged,
    formula: 'first commit to ready for review + every draft spell after it',
    leftOut: [UNMERGED, 'Pull requests of which no commit is known.', BOTS],
  },
  pickup_time: {
    ...ofMerged,
    formula: 'time ready, before the first review by another human',
    leftOut: [UNMERGED, 'Reviews by the author, by bots and by AI reviewers stop nothing.', BOTS],
  },
  review_time: {
    ...ofMerged,
    formula: 'first human review to the last approval that stands',
    leftOut: [UNMERGED, 'Approvals that were dismissed or withdrawn.', BOTS],
  },
  merge_time: { ...ofMerged, formula: 'last approval that stands to the merge' },
  time_to_merge: { ...ofMerged, formula: 'pickup + review + merge' },
  review_turnaround: {
    ...ofMerged,
    formula: 'pickup, of pull requests that had a human review',
    leftOut: [UNMERGED, 'Pull requests that were merged without a human review.', BOTS],
  },
  ai_review_turnaround: {
    ...ofMerged,
    formula: 'first AI review at − ready at; nothing where it came before',
    leftOut: [UNMERGED, 'Pull requests without an AI review.', BOTS],
  },
  throughput: {
    statistic: 'rate',
    counts: 'is merged',
    formula: 'merged pull requests ÷ developer-weeks present',
    leftOut: [
      UNMERGED,
      'Weeks in which a person opened, merged, reviewed and committed nothing: holidays do not lower it.',
      BOTS,
    ],
    rules: ['Measures'],
  },
  merged: {
    statistic: 'count',
    counts: 'is merged',
    formula: 'pull requests merged',
    leftOut: [BOTS],
    rules: ['Measures'],
  },
  opened: {
    statistic: 'count',
    counts: 'is opened',
    formula: 'pull requests opened, drafts among them',
    leftOut: [BOTS],
    rules: ['Measures'],
  },
  open_wip: {
    statistic: 'count',
    counts: 'is open at its end',
    formula: 'pull requests open at the end of the bucket',
    leftOut: [BOTS],
    rules: ['Measures'],
  },
  pr_size: {
    ...ofMerged,
    formula: 'lines added + lines deleted',
    leftOut: [UNMERGED, 'Pull requests whose size no source has told.', BOTS],
    rules: ['Measures'],
  },
  review_cycles: {
    ...ofMerged,
    formula: 'rounds in which changes were asked for, or a review was asked for again',
    rules: ['Measures'],
  },
  review_load: {
    statistic: 'rate',
    counts: 'is reviewed',
    formula: 'reviews ÷ weeks in which their reviewers reviewed anything',
    leftOut: ['Reviews by bots and by AI reviewers.', 'Weeks in which a person reviewed nothing.'],
    rules: ['Measures'],
  },
  revert_rate: {
    statistic: 'share',
    counts: 'is merged',
    formula: 'merged and reverted within 30 days ÷ merged',
    leftOut: [
      UNMERGED,
      'Reverts later than 30 days, and commits that undo without saying so.',
      BOTS,
    ],
    rules: ['Measures'],
  },
  abandoned_rate: {
    statistic: 'share',
    counts: 'is closed',
    formula: 'closed without a merge ÷ closed',
    leftOut: ['Pull requests that are open, however old.', BOTS],
    rules: ['Measures'],
  },
  adoption: {
    statistic: 'share',
    counts: 'falls on its days',
    formula: 'developers present who used an AI coding tool ÷ developers present',
    leftOut: [
      'People who opened, merged, reviewed and committed nothing in the bucket.',
      'Use of which no source tells: where none does, there is no answer, not zero.',
    ],
    rules: ['Adoption', 'Privacy'],
  },
  seat_use: {
    statistic: 'share',
    counts: 'is on the last list of seats',
    formula: 'seats whose holder was active in the 28 days before the list ÷ seats',
    leftOut: ['Buckets without a list of seats.'],
    rules: ['Adoption', 'Privacy'],
  },
  ai_share: {
    statistic: 'share',
    counts: 'is merged',
    formula: '(agent + assisted) ÷ merged',
    leftOut: [UNMERGED, 'What is not disclosed: unmarked is not the same as human.', BOTS],
    rules: ['Authorship'],
  },
  lead_time: {
    ...production,
    formula: 'success of the first deployment after the merge − first commit at',
    leftOut: ['Pull requests not deployed within 90 days of their merge.', BOTS],
    rules: ['Deployments', STAGES],
  },
  deploy_frequency: {
    ...production,
    statistic: 'count',
    formula: 'deployments to production that succeeded',
    leftOut: ['Deployments to other environments, and those that failed.'],
  },
  change_failure_rate: {
    ...production,
    statistic: 'share',
    formula: '(failed + rolled back) ÷ deployments to production that ended',
    leftOut: ['Deployments to other environments, and those that still run.'],
  },
  recovery_time: {
    ...production,
    formula: 'next success in the environment at − failure at',
    leftOut: ['Failures that are not made good yet.'],
  },
};
