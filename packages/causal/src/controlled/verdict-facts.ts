import type { Claim, Interval } from '../comparison.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';

/** A way in which the primary answer and another one disagree. */
export type Disagreement = {
  readonly estimator: string;
  readonly percent: number;
  /** `sign`: the other one points the other way; `size`: they lie more than two errors apart. */
  readonly kind: 'sign' | 'size';
};

/** All that the verdict depends on. Percentages, not shares. */
export type VerdictFacts = {
  readonly measure: BeforeAfterMeasure;
  readonly minimumGroup: number;
  readonly percent: number | null;
  readonly interval: Interval | null;
  readonly treatedDevelopers: number;
  readonly controlDevelopers: number;
  readonly neverDevelopers: number;
  readonly treatedClusters: number;
  readonly controlClusters: number;
  readonly clusters: number;
  readonly clusterNoun: 'team' | 'developer';
  readonly pullRequests: number;
  /** Weeks before and full weeks after adoption of the median adopter. */
  readonly preWeeks: number;
  readonly postWeeks: number;
  /** Null where trends could not be tested. */
  readonly preTrendP: number | null;
  readonly detectablePercent: number | null;
  readonly breakdown: number;
  /** Of randomisation inference, where it was needed. */
  readonly randomisationP: number | null;
  readonly disagreements: readonly Disagreement[];
  /** Share of adopters who joined or left about adoption, and whether those who stayed agree. */
  readonly movedShare: number;
  readonly doStayersAgree: boolean;
  /** The answer of those who stayed; null where there is none. */
  readonly stayers: { readonly percent: number; readonly interval: Interval | null } | null;
  /** Share of placebo draws that found something; null where there were none. */
  readonly placeboRate: number | null;
  /** The interval widened until placebo draws find something as often as they should; null unless too often. */
  readonly widened: Interval | null;
  /** Share of the latest month's pull requests that are still open; null for counts. */
  readonly openShare: number | null;
  /** Of the placebo in time; null where there is none. */
  readonly placeboTimeP: number | null;
  readonly sizePercent: number | null;
  /** Whether reverts clearly rose. */
  readonly didRevertsRise: boolean;
  /** Last week with controls ends before the data does, because everybody adopts in the end. */
  readonly isHorizonCut: boolean;
};

/** A rule of the verdict, with the sentence that is shown when it bites. */
export type VerdictRule = {
  readonly rule: string;
  readonly bites: (facts: VerdictFacts) => boolean;
  readonly words: (facts: VerdictFacts) => string;
};

/** What a rule does to a claim that was reached. */
export type LoweringRule = VerdictRule & { readonly lower: (claim: Claim) => Claim };
