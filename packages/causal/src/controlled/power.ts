import type { ComparisonCheck } from '../comparison.ts';
import { dayNumberAt, dayOf } from '../calendar/days.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { minimumDetectableEffect } from '../sensitivity/detectable-effect.ts';
import type { Sides } from './interval.ts';
import { percentOf, percentText } from './words.ts';

/** Smallest detectable changes above this leave nothing to say, in percent. */
export const MOST_DETECTABLE: Record<BeforeAfterMeasure, number> = {
  throughput: 30,
  cycle_time: 35,
};
/** A change of this size is worth waiting for, in percent. */
const WORTHWHILE_PERCENT = 15;
const MOST_WEEKS_AHEAD = 104;

/** The smallest change that is found four times in five, in percent; null where there is no error. */
export function detectablePercent(error: number | null): number | null {
  return error === null ? null : percentOf(minimumDetectableEffect(error));
}

/** What a forecast of power rests on. */
export type PowerFacts = {
  readonly measure: BeforeAfterMeasure;
  readonly error: number | null;
  readonly sides: Sides;
  /** Full weeks after adoption of the median adopter. */
  readonly postWeeks: number;
  readonly asOf: Date;
};

/**
 * The smallest change that could be seen, and when it would be 15 %: variances shrink with the weeks
 * after adoption, or with the clusters, at best in proportion, so the date is the earliest one.
 */
export function powerCheck(facts: PowerFacts): ComparisonCheck {
  const { error, measure } = facts;
  const percent = detectablePercent(error);
  const most = MOST_DETECTABLE[measure];
  if (error === null || percent === null) {
    return {
      id: 'detectable_effect',
      passed: false,
      words: 'No standard error can be given, so that no smallest detectable change can either.',
      numbers: { percent: null },
    };
  }
  return {
    id: 'detectable_effect',
    passed: percent <= most,
    words:
      `A change of ${percentText(percent)} is the smallest that would be found four times in five ` +
      `(at most ${most} % is fine). ${forecast(facts, error)}`,
    numbers: { percent, ...reachOf(facts, error) },
  };
}

function forecast(facts: PowerFacts, error: number): string {
  const { clusters, date } = reachOf(facts, error);
  if (clusters === null) return `It is within ${WORTHWHILE_PERCENT} % already.`;
  const size = `It takes about ${clusters} clusters instead of ${facts.sides.clusters} to see ${WORTHWHILE_PERCENT} %`;
  return date === null
    ? `${size}; waiting two years would not do.`
    : `${size}, or waiting until ${date} at the earliest.`;
}

function reachOf({ asOf, postWeeks, sides }: PowerFacts, error: number) {
  const wanted = Math.log1p(WORTHWHILE_PERCENT / 100) / minimumDetectableEffect(1);
  const factor = (error / wanted) ** 2;
  if (factor <= 1) return { clusters: null, date: null };
  const weeks = Math.ceil((factor - 1) * Math.max(1, postWeeks));
  return {
    clusters: Math.ceil(factor * sides.clusters),
    date: weeks > MOST_WEEKS_AHEAD ? null : dayOf(dayNumberAt(asOf) + 7 * weeks),
  };
}
