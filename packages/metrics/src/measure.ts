import type { Measurement } from './measurement.ts';
import type { BucketFacts } from './rollups/bucket-facts.ts';

/** The measures, in the order of the catalogue. */
export const measureIds = [
  'cycle_time',
  'coding_time',
  'pickup_time',
  'review_time',
  'merge_time',
  'time_to_merge',
  'review_turnaround',
  'ai_review_turnaround',
  'throughput',
  'merged',
  'opened',
  'open_wip',
  'pr_size',
  'review_cycles',
  'review_load',
  'revert_rate',
  'abandoned_rate',
  'adoption',
  'seat_use',
  'ai_share',
  'lead_time',
  'deploy_frequency',
  'change_failure_rate',
  'recovery_time',
] as const;
export type MeasureId = (typeof measureIds)[number];

export const measureUnits = [
  'seconds',
  'prs_per_developer_week',
  'count',
  'lines',
  'rounds',
  'reviews_per_reviewer_week',
  'share',
] as const;
/** The unit of a measure's values; a `share` lies in `[0, 1]`. */
export type MeasureUnit = (typeof measureUnits)[number];

/** The better direction, where there is one that holds for everybody. */
export type Better = 'lower' | 'higher' | 'none';

/** What places a fact in a bucket: an event, the state at its end, or the days of the bucket. */
export type BucketRule = 'merge' | 'open' | 'close' | 'end' | 'review' | 'calendar' | 'deployment';

/** One measure: what it is called, what it means, and how it is computed. */
export type Measure = {
  readonly id: MeasureId;
  readonly title: string;
  readonly unit: MeasureUnit;
  readonly better: Better;
  /** One sentence with the rule, for people. */
  readonly description: string;
  /** Days after the end of a bucket in which its value can still change by its very definition. */
  readonly provisionalDays: number;
  readonly bucket: BucketRule;
  readonly measure: (facts: BucketFacts) => Measurement;
};
