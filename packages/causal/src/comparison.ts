/** How strong a comparison's sentence may be, from strongest to weakest. */
export const claims = [
  'effect',
  'associated',
  'no_material_change',
  'cannot_tell',
  'descriptive_only',
] as const;
export type Claim = (typeof claims)[number];

/** A 95 % interval, lower bound first, in the unit of the value beside it. */
export type Interval = readonly [number, number];

/** What the comparison says, in one sentence, and why it may not say more. */
export type ComparisonVerdict = {
  readonly claim: Claim;
  /** Where the interval lies as a whole; `none` where it holds zero or does not exist. */
  readonly direction: 'lower' | 'higher' | 'none';
  readonly words: string;
  readonly reasons: readonly { readonly rule: string; readonly words: string }[];
};

/** A change in percent: ratio of geometric means for durations, ratio of rates for counts. */
export type ComparisonEffect = {
  /** Above -100; null where nothing may be shown, or no ratio exists. */
  readonly percent: number | null;
  readonly interval: Interval | null;
  /** Two-sided, in `(0, 1]`. */
  readonly p: number | null;
  readonly unit: 'percent';
};

/** The same in the measure's own unit. */
export type ComparisonLevels = {
  readonly before: number | null;
  readonly after: number | null;
  /** What it would have been after adoption without it; controlled comparisons only. */
  readonly expected?: number | null;
  readonly unit: 'seconds' | 'merged_per_developer_week';
};

/** How much the answer rests on. `clusters` are what the interval resamples. */
export type ComparisonSize = {
  readonly treatedDevelopers: number;
  readonly controlDevelopers: number;
  readonly clusters: number;
  readonly pullRequests: number;
  /** Calendar weeks from the first to the last one used. */
  readonly weeks: number;
};

/** One week relative to adoption: pointwise interval and uniform band. */
export type EventStudyPoint = {
  /** ISO weeks since the week of adoption, which is 0 and left out. */
  readonly week: number;
  readonly percent: number;
  readonly interval: Interval | null;
  readonly band: Interval | null;
  /** Adopters whose cohorts are seen in this week. */
  readonly n?: number;
  /** What these adopters had in this week, in the unit of {@link ComparisonLevels}. */
  readonly level?: number | null;
  /** What they would have had without adoption, by the controls; in the same unit. */
  readonly expected?: number | null;
};

/** A diagnostic that a reader may hold against the estimate. */
export type ComparisonCheck = {
  readonly id: string;
  readonly passed: boolean;
  readonly words: string;
  /** The numbers in the words, unrounded. */
  readonly numbers?: Readonly<Record<string, number | string | null>>;
};

/** The same question, answered another way. */
export type RobustnessRow = {
  readonly estimator: string;
  readonly percent: number;
  readonly interval: Interval | null;
  /** How it differs from the primary answer. */
  readonly words?: string;
};

/** What adoption did to how much of the work is done within a horizon, in levels. */
export type HorizonRow = {
  readonly measure:
    | 'merged_within_24h'
    | 'merged_within_72h'
    | 'merged_within_168h'
    | 'restricted_mean';
  /** Shares in `[0, 1]`; the restricted mean in seconds, at most 28 days. */
  readonly unit: 'share' | 'seconds';
  /** Of adopters. `expected` is after adoption without it, by the controls. */
  readonly before: number;
  readonly after: number;
  readonly expected: number;
  /** `after − expected`. */
  readonly change: number;
  /** Of the change. */
  readonly interval: Interval | null;
  readonly words: string;
};

/** A median cycle time, of pull requests followed for 28 days whether merged or not. */
export type MedianRow = {
  readonly of:
    | 'adopters_before'
    | 'adopters_after'
    | 'adopters_expected'
    | 'controls_before'
    | 'controls_after';
  /** Null where half are not merged within 28 days. */
  readonly seconds: number | null;
  readonly interval: Interval | null;
};

/** What happened to a measure that stands guard beside the one asked about. */
export type GuardRow = {
  readonly measure: string;
  readonly percent: number;
  readonly interval: Interval | null;
  readonly p?: number | null;
  /** The same, corrected for how many guards there are (Holm). */
  readonly adjustedP?: number | null;
  readonly words: string;
};

/** What was left out, counted once, under the first reason that held. */
export type ComparisonExclusion = {
  readonly reason: string;
  readonly developers: number;
  readonly pullRequests: number;
};

/** Which estimator answered. */
export type ComparisonMethod = {
  readonly id: 'uncontrolled_before_after' | 'group_time_ratio';
  readonly version: string;
  readonly words: string;
  readonly settings: Readonly<Record<string, string | number>>;
};

/** What the answer was computed from, so that it can be computed again. */
export type ComparisonData = {
  /** The caller's version of the organisation's data. */
  readonly version: string;
  readonly seed: number;
  /** Fingerprint of the inputs; equal inputs in any order have equal fingerprints. */
  readonly hash: string;
  /** RFC 3339, UTC: the record is kept and served as JSON. */
  readonly computedAt: string;
};

/** The answer to one comparison, plain JSON through and through. */
export type ComparisonResult = {
  readonly verdict: ComparisonVerdict;
  readonly effect: ComparisonEffect;
  readonly levels: ComparisonLevels;
  readonly n: ComparisonSize;
  readonly eventStudy: readonly EventStudyPoint[];
  readonly checks: readonly ComparisonCheck[];
  readonly robustness: readonly RobustnessRow[];
  readonly guards: readonly GuardRow[];
  /** Of controlled comparisons of cycle time: shares merged within horizons, and the restricted mean. */
  readonly horizons?: readonly HorizonRow[];
  /** Of the same: medians of adopters and controls. */
  readonly medians?: readonly MedianRow[];
  /** The uncontrolled before/after, so that people see the difference. */
  readonly naive: { readonly percent: number | null; readonly interval: Interval | null };
  readonly exclusions: readonly ComparisonExclusion[];
  readonly method: ComparisonMethod;
  readonly data: ComparisonData;
};
