import type {
  ComparisonEffect,
  ComparisonLevels,
  ComparisonResult,
  ComparisonSize,
  EventStudyPoint,
} from '../comparison.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { beforeAfterEffect, type ComputationStamp } from '../estimators/before-after.ts';
import { fingerprint } from '../fingerprint.ts';
import { clustersCheck } from './checks.ts';
import { controlledLines, inControlledOrder, type ControlledInput } from './controlled-input.ts';
import { eventWeeks } from './event-weeks.ts';
import { evidenceOf, noEvidence } from './evidence.ts';
import { horizonRows } from './horizons.ts';
import { medianRows } from './medians.ts';
import { controlledMethod } from './method.ts';
import { levelsOfCells } from './pool-panel.ts';
import { doneAfter, toldToNobody, type OnProgress } from './progress.ts';
import { detectablePercent, powerCheck } from './power.ts';
import { preBandCheck } from './pre-period-band.ts';
import { breakdownCheck, preTrendCheck } from './pre-trend.ts';
import { layOut, primaryAnswer, type Laid, type PrimaryAnswer } from './primary-answer.ts';
import { controlledVerdict } from './verdict.ts';
import type { VerdictFacts } from './verdict-facts.ts';
import { thresholds } from './verdict-rules.ts';

/** How much of an answer is wanted. */
export type ControlledOptions = {
  /**
   * Only effect, levels and the verdict by its main rules, for thousands of runs: no event study, checks,
   * robustness, guards, before/after nor fingerprint, and so no rule that needs robustness, guards or
   * placebos.
   */
  readonly light?: boolean;
  /** Told how much of the work is done, from above 0 to 1, never less than before. The answer is the same. */
  readonly onProgress?: OnProgress;
};

/**
 * The controlled comparison: how far adopters' work changed since before adoption, against that of
 * developers who had not adopted yet, week by week and cohort by cohort, and how sure that is. Equal
 * inputs give equal bytes, in whatever order the rows come.
 *
 * @param input - ids of developers are unique; a pull request belongs to one developer
 * @param stamp - goes into the record as it is
 * @throws {RangeError} if a day is no calendar day, or there are too few draws for an interval
 */
export function controlledComparison(
  input: ControlledInput,
  stamp: ComputationStamp,
  { light = false, onProgress = toldToNobody }: ControlledOptions = {},
): ComparisonResult {
  const ordered = inControlledOrder(input);
  const laid = layOut(ordered);
  onProgress(doneAfter.layout);
  const answer = primaryAnswer(laid, !light);
  onProgress(doneAfter.primary);
  const isShown = answer !== null && answer.sides.treated >= Math.max(1, input.minimumGroup);
  const shown = isShown ? answer : null;
  const evidence =
    shown === null || light ? noEvidence : evidenceOf(ordered, { laid, answer: shown, onProgress });
  const facts = { ...factsOf(ordered, laid, answer), ...evidence.facts };
  const naive = light ? { percent: null, interval: null } : naiveOf(ordered);
  onProgress(doneAfter.naive);
  const isWhole = shown !== null && !light;
  const checks = isWhole ? ownChecks(shown, laid, ordered) : [];
  const eventStudy = isWhole ? eventStudyOf(shown, input) : [];
  const result: ComparisonResult = {
    verdict: controlledVerdict(isShown ? facts : { ...facts, percent: null, interval: null }),
    effect: effectOf(shown),
    levels: levelsOf(shown, laid, input.measure),
    n: sizeOf(answer, laid),
    eventStudy,
    checks: [...checks, ...preBandCheck(eventStudy), ...evidence.checks],
    robustness: evidence.robustness,
    guards: evidence.guards,
    ...(isWhole && input.measure === 'cycle_time' ? timesOf(shown, laid) : {}),
    naive,
    exclusions: laid.exclusions.list(),
    method: controlledMethod(input, laid.source.clustering),
    data: dataOf(ordered, stamp, light),
  };
  onProgress(1);
  return result;
}

function dataOf(
  input: ControlledInput,
  { dataVersion, computedAt }: ComputationStamp,
  light: boolean,
): ComparisonResult['data'] {
  return {
    version: dataVersion,
    seed: input.seed,
    hash: light ? '' : fingerprint(controlledLines(input)),
    computedAt: computedAt.toISOString(),
  };
}

function effectOf(answer: PrimaryAnswer | null): ComparisonEffect {
  const { percent = null, interval = null, p = null } = answer?.effect ?? {};
  return { percent, interval, p, unit: 'percent' };
}

function levelsOf(
  answer: PrimaryAnswer | null,
  { cells }: Laid,
  measure: BeforeAfterMeasure,
): ComparisonLevels {
  const unit = measure === 'cycle_time' ? 'seconds' : 'merged_per_developer_week';
  if (answer === null) return { before: null, after: null, expected: null, unit };
  const { before, after, expected } = levelsOfCells(answer.pooled, cells.scale);
  const own = toLevelOf(measure);
  return { before: own(before), after: own(after), expected: own(expected), unit };
}

/** Panels of cycle time hold logarithms of seconds; of throughput, rates. */
function toLevelOf(measure: BeforeAfterMeasure): (mean: number) => number {
  return measure === 'cycle_time' ? Math.exp : (mean) => mean;
}

function eventStudyOf(
  { pooled, sides }: PrimaryAnswer,
  { measure, minimumGroup, seed }: ControlledInput,
): EventStudyPoint[] {
  return eventWeeks(pooled, { sides, seed, minimumGroup, toLevel: toLevelOf(measure) });
}

/** The censored truth beside the ratio of geometric means. */
function timesOf({ pooled, sides }: PrimaryAnswer, { source }: Laid) {
  return { horizons: horizonRows(source), medians: medianRows(pooled, source.frame, sides) };
}

function sizeOf(answer: PrimaryAnswer | null, { panel, pullRequests }: Laid): ComparisonSize {
  const { treated = 0, controls = 0, clusters = 0 } = answer?.sides ?? {};
  const weeks = panel.periods.length;
  return { treatedDevelopers: treated, controlDevelopers: controls, clusters, pullRequests, weeks };
}

function ownChecks(answer: PrimaryAnswer, { source }: Laid, input: ControlledInput) {
  const { effect, postWeeks, sides, trends } = answer;
  const { asOf, measure } = input;
  return [
    preTrendCheck(trends),
    breakdownCheck(trends, thresholds.effectBreakdown),
    powerCheck({ measure, error: effect.error, sides, postWeeks, asOf }),
    clustersCheck(answer, source.clustering),
  ];
}

/** The uncontrolled before/after, of the same pull requests. */
function naiveOf(input: ControlledInput): ComparisonResult['naive'] {
  const pullRequests = input.pullRequests.filter(({ authorship }) => authorship !== 'bot');
  const { percent, interval } = beforeAfterEffect({ ...input, pullRequests });
  return { percent, interval };
}

function factsOf(
  { measure, minimumGroup }: ControlledInput,
  { pullRequests, source }: Laid,
  answer: PrimaryAnswer | null,
): VerdictFacts {
  const { effect, sides, trends } = answer ?? {};
  return {
    measure,
    minimumGroup,
    percent: effect?.percent ?? null,
    interval: effect?.interval ?? null,
    treatedDevelopers: sides?.treated ?? 0,
    controlDevelopers: sides?.controls ?? 0,
    neverDevelopers: answer?.never ?? 0,
    treatedClusters: sides?.treatedClusters ?? 0,
    controlClusters: sides?.controlClusters ?? 0,
    clusters: sides?.clusters ?? 0,
    clusterNoun: source.clustering.by,
    pullRequests,
    preWeeks: answer?.preWeeks ?? 0,
    postWeeks: answer?.postWeeks ?? 0,
    preTrendP: trends?.test?.p ?? null,
    detectablePercent: detectablePercent(effect?.error ?? null),
    breakdown: trends?.breakdown ?? 0,
    isHorizonCut: answer?.isHorizonCut ?? false,
    ...noEvidence.facts,
  };
}
