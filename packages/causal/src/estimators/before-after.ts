import type {
  ComparisonEffect,
  ComparisonLevels,
  ComparisonMethod,
  ComparisonResult,
  ComparisonSize,
} from '../comparison.ts';
import { fingerprint } from '../fingerprint.ts';
import {
  bootstrapP,
  clusterBootstrap,
  percentileInterval,
  type LogRatio,
} from '../inference/cluster-bootstrap.ts';
import { FLOOR_SECONDS, HORIZON_SECONDS, inOrder, linesOf } from './before-after-input.ts';
import type { BeforeAfterInput } from './before-after-input.ts';
import { beforeAfterVerdict } from './before-after-verdict.ts';
import { noExclusions } from './exclusions.ts';
import { geometricMeanRatio, geometricMeans } from './geometric-mean-ratio.ts';
import { rateRatio, rates } from './rate-ratio.ts';
import { sidesOf, type DeveloperSides } from './sides.ts';

/** Changes whenever equal inputs could get another answer. */
export const BEFORE_AFTER_VERSION = '1';

/** What the pure estimator cannot know: which data it was given, and when. */
export type ComputationStamp = { readonly dataVersion: string; readonly computedAt: Date };

/**
 * The uncontrolled before/after comparison: how far each developer's own work after adoption
 * differs from before, weighted together.
 *
 * Cycle time is compared as a ratio of geometric means (ordinary least squares of log seconds with
 * developer effects), throughput as a ratio of rates (Poisson with developer effects). The interval
 * is the percentile interval of a bootstrap that resamples whole developers, on the log scale; the
 * p-value inverts it. Equal inputs give equal bytes, in whatever order the rows come.
 *
 * @param input - ids of developers are unique; a pull request belongs to one developer
 * @param stamp - goes into the record as it is
 * @throws {RangeError} if a day is no calendar day, or there are too few draws for an interval
 */
export function beforeAfter(input: BeforeAfterInput, stamp: ComputationStamp): ComparisonResult {
  const ordered = inOrder(input);
  const exclusions = noExclusions();
  const sides = sidesOf(ordered, exclusions);
  const shown = sides.length >= Math.max(1, input.minimumGroup);
  const effect = shown ? effectOf(sides, ordered) : nothing;
  const { measure, minimumGroup, seed } = input;

  return {
    verdict: beforeAfterVerdict({ measure, effect, developers: sides.length, minimumGroup }),
    effect,
    levels: levelsOf(shown ? sides : [], measure),
    n: sizeOf(sides),
    eventStudy: [],
    checks: [],
    robustness: [],
    guards: [],
    naive: { percent: effect.percent, interval: effect.interval },
    exclusions: exclusions.list(),
    method: methodOf(input),
    data: {
      version: stamp.dataVersion,
      seed,
      hash: fingerprint(linesOf(ordered)),
      computedAt: stamp.computedAt.toISOString(),
    },
  };
}

/**
 * The effect alone, without the record around it: for studies of many data sets, which need no
 * fingerprint of each.
 *
 * @throws {RangeError} as {@link beforeAfter}
 */
export function beforeAfterEffect(input: BeforeAfterInput): ComparisonEffect {
  const ordered = inOrder(input);
  const sides = sidesOf(ordered, noExclusions());
  return sides.length >= Math.max(1, input.minimumGroup) ? effectOf(sides, ordered) : nothing;
}

/**
 * What the comparison would rest on, without its answer.
 *
 * @throws {RangeError} if a day is no calendar day
 */
export function beforeAfterSize(
  input: BeforeAfterInput,
): Pick<ComparisonResult, 'n' | 'exclusions'> {
  const exclusions = noExclusions();
  return { n: sizeOf(sidesOf(inOrder(input), exclusions)), exclusions: exclusions.list() };
}

const nothing: ComparisonEffect = { percent: null, interval: null, p: null, unit: 'percent' };

function effectOf(sides: readonly DeveloperSides[], input: BeforeAfterInput): ComparisonEffect {
  const logRatio: LogRatio =
    input.measure === 'cycle_time' ? geometricMeanRatio(sides) : rateRatio(sides);
  const estimate = logRatio(new Uint32Array(sides.length).fill(1));
  if (!Number.isFinite(estimate)) return nothing;

  const { draws, seed } = input;
  const sorted = clusterBootstrap(logRatio, { clusters: sides.length, draws, seed });
  const interval = percentileInterval(sorted);
  return {
    percent: percentOf(estimate),
    interval: interval === null ? null : [percentOf(interval[0]), percentOf(interval[1])],
    p: interval === null ? null : bootstrapP(sorted),
    unit: 'percent',
  };
}

function percentOf(logRatio: number): number {
  return Math.expm1(logRatio) * 100;
}

function levelsOf(
  sides: readonly DeveloperSides[],
  measure: BeforeAfterInput['measure'],
): ComparisonLevels {
  const unit = measure === 'cycle_time' ? 'seconds' : 'merged_per_developer_week';
  if (sides.length === 0) return { before: null, after: null, unit };
  return { ...(measure === 'cycle_time' ? geometricMeans(sides) : rates(sides)), unit };
}

function sizeOf(sides: readonly DeveloperSides[]): ComparisonSize {
  const first = sides.reduce((week, side) => Math.min(week, side.firstWeek), Infinity);
  const last = sides.reduce((week, side) => Math.max(week, side.lastWeek), -Infinity);
  return {
    treatedDevelopers: sides.length,
    controlDevelopers: 0,
    clusters: sides.length,
    pullRequests: sides.reduce((sum, side) => sum + side.pullRequests, 0),
    weeks: sides.length === 0 ? 0 : last - first + 1,
  };
}

function methodOf({ draws, measure, minimumGroup }: BeforeAfterInput): ComparisonMethod {
  const common = {
    weeks: 'ISO weeks, UTC; the week of adoption is neither before nor after',
    interval: '95 % percentile bootstrap over developers, log scale',
    draws,
    minimumGroup,
  };
  const model =
    measure === 'cycle_time'
      ? 'the ratio of geometric means of cycle time, by week of opening, within developers'
      : 'the ratio of merged pull requests per week, by Poisson regression within developers';
  return {
    id: 'uncontrolled_before_after',
    version: BEFORE_AFTER_VERSION,
    words: `Uncontrolled before/after: ${model}. No one who had not adopted is compared with.`,
    settings:
      measure === 'cycle_time'
        ? { ...common, horizonDays: HORIZON_SECONDS / 86_400, floorSeconds: FLOOR_SECONDS }
        : common,
  };
}
