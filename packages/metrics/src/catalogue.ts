import type { Measure, MeasureId } from './measure.ts';
import { abandonedRate } from './measures/abandoned-rate.ts';
import { adoption } from './measures/adoption.ts';
import { aiReviewTurnaround } from './measures/ai-review-turnaround.ts';
import { aiShare } from './measures/ai-share.ts';
import { changeFailureRate } from './measures/change-failure-rate.ts';
import { codingTime } from './measures/coding-time.ts';
import { cycleTime } from './measures/cycle-time.ts';
import { deployFrequency } from './measures/deploy-frequency.ts';
import { leadTime } from './measures/lead-time.ts';
import { mergeTime } from './measures/merge-time.ts';
import { merged } from './measures/merged.ts';
import { openWip } from './measures/open-wip.ts';
import { opened } from './measures/opened.ts';
import { pickupTime } from './measures/pickup-time.ts';
import { prSize } from './measures/pr-size.ts';
import { recoveryTime } from './measures/recovery-time.ts';
import { revertRate } from './measures/revert-rate.ts';
import { reviewCycles } from './measures/review-cycles.ts';
import { reviewLoad } from './measures/review-load.ts';
import { reviewTime } from './measures/review-time.ts';
import { reviewTurnaround } from './measures/review-turnaround.ts';
import { seatUse } from './measures/seat-use.ts';
import { throughput } from './measures/throughput.ts';
import { timeToMerge } from './measures/time-to-merge.ts';

const duration = { unit: 'seconds', better: 'lower', provisionalDays: 0, bucket: 'merge' } as const;
const share = { unit: 'share', provisionalDays: 0 } as const;
const count = { unit: 'count', better: 'none', provisionalDays: 0 } as const;

/** Every measure by its id. */
export const catalogue = {
  cycle_time: {
    ...duration,
    id: 'cycle_time',
    title: 'Cycle time',
    description:
      'Median time from the first commit to the merge; coding, pickup, review and merge sum to it.',
    measure: cycleTime,
  },
  coding_time: {
    ...duration,
    id: 'coding_time',
    title: 'Coding time',
    description:
      'Median time before a pull request was ready for review, drafts included; those of unknown commits are left out.',
    measure: codingTime,
  },
  pickup_time: {
    ...duration,
    id: 'pickup_time',
    title: 'Pickup time',
    description:
      'Median time ready without a review by another human; to the merge where no review came.',
    measure: pickupTime,
  },
  review_time: {
    ...duration,
    id: 'review_time',
    title: 'Review time',
    description: 'Median time from the first human review to the last standing approval.',
    measure: reviewTime,
  },
  merge_time: {
    ...duration,
    id: 'merge_time',
    title: 'Merge time',
    description: 'Median time that an approved pull request waited for its merge.',
    measure: mergeTime,
  },
  time_to_merge: {
    ...duration,
    id: 'time_to_merge',
    title: 'Time to merge',
    description: 'Median time from ready for review to the merge, draft spells taken out.',
    measure: timeToMerge,
  },
  review_turnaround: {
    ...duration,
    id: 'review_turnaround',
    title: 'Review turnaround',
    description:
      'Median time ready before the first review by another human, of reviewed pull requests only.',
    measure: reviewTurnaround,
  },
  ai_review_turnaround: {
    ...duration,
    id: 'ai_review_turnaround',
    title: 'AI review turnaround',
    description:
      'Median time from ready for review to the first review by an AI reviewer, of pull requests that had one.',
    measure: aiReviewTurnaround,
  },
  throughput: {
    id: 'throughput',
    title: 'Throughput',
    unit: 'prs_per_developer_week',
    better: 'higher',
    description:
      'Merged pull requests per developer-week, counting weeks in which a person opened, merged, reviewed or committed anything.',
    provisionalDays: 0,
    bucket: 'merge',
    measure: throughput,
  },
  merged: {
    ...count,
    id: 'merged',
    title: 'Merged pull requests',
    description: 'Number of pull requests merged.',
    bucket: 'merge',
    measure: merged,
  },
  opened: {
    ...count,
    id: 'opened',
    title: 'Opened pull requests',
    description: 'Number of pull requests opened.',
    bucket: 'open',
    measure: opened,
  },
  open_wip: {
    ...count,
    id: 'open_wip',
    title: 'Work in progress',
    description: 'Number of pull requests open at the end of the bucket, drafts included.',
    bucket: 'end',
    measure: openWip,
  },
  pr_size: {
    id: 'pr_size',
    title: 'Pull request size',
    unit: 'lines',
    better: 'lower',
    description: 'Median of added plus deleted lines of merged pull requests.',
    provisionalDays: 0,
    bucket: 'merge',
    measure: prSize,
  },
  review_cycles: {
    id: 'review_cycles',
    title: 'Review cycles',
    unit: 'rounds',
    better: 'lower',
    description: 'Median number of changes-requested or re-review rounds of merged pull requests.',
    provisionalDays: 0,
    bucket: 'merge',
    measure: reviewCycles,
  },
  review_load: {
    id: 'review_load',
    title: 'Review load',
    unit: 'reviews_per_reviewer_week',
    better: 'none',
    description: 'Reviews per week and person, counting weeks in which the person reviewed.',
    provisionalDays: 0,
    bucket: 'review',
    measure: reviewLoad,
  },
  revert_rate: {
    ...share,
    id: 'revert_rate',
    title: 'Revert rate',
    better: 'lower',
    description:
      'Share of merged pull requests reverted within 30 days; the last 30 days are provisional.',
    provisionalDays: 30,
    bucket: 'merge',
    measure: revertRate,
  },
  abandoned_rate: {
    ...share,
    id: 'abandoned_rate',
    title: 'Abandoned share',
    better: 'lower',
    description: 'Share of closed pull requests that were closed without a merge.',
    bucket: 'close',
    measure: abandonedRate,
  },
  adoption: {
    ...share,
    id: 'adoption',
    title: 'Adoption',
    better: 'none',
    description: 'Share of the developers present who used an AI coding tool.',
    bucket: 'calendar',
    measure: adoption,
  },
  seat_use: {
    ...share,
    id: 'seat_use',
    title: 'Seat use',
    better: 'higher',
    description:
      'Share of the seats whose holder was active in the 28 days before the last seat list of the bucket.',
    bucket: 'end',
    measure: seatUse,
  },
  ai_share: {
    ...share,
    id: 'ai_share',
    title: 'AI share',
    better: 'none',
    description:
      'Share of merged pull requests that an AI agent wrote or assisted with, as far as disclosed.',
    bucket: 'merge',
    measure: aiShare,
  },
  lead_time: {
    ...duration,
    id: 'lead_time',
    title: 'Lead time',
    description:
      'Median time from the first commit to production, with the first deployment made after the merge that succeeded.',
    bucket: 'deployment',
    measure: leadTime,
  },
  deploy_frequency: {
    ...count,
    id: 'deploy_frequency',
    title: 'Deployments',
    better: 'higher',
    description: 'Number of deployments to production that succeeded.',
    bucket: 'deployment',
    measure: deployFrequency,
  },
  change_failure_rate: {
    ...share,
    id: 'change_failure_rate',
    title: 'Change failure rate',
    better: 'lower',
    description:
      'Share of deployments to production that failed or were rolled back; the last 7 days are provisional.',
    provisionalDays: 7,
    bucket: 'deployment',
    measure: changeFailureRate,
  },
  recovery_time: {
    ...duration,
    id: 'recovery_time',
    title: 'Recovery time',
    description:
      'Median time from a failed deployment to production to the next success in its environment.',
    bucket: 'deployment',
    measure: recoveryTime,
  },
} as const satisfies Record<MeasureId, Measure>;
