import type { Interval, RobustnessRow } from '../comparison.ts';
import { quantileOf } from '../inference/quantile.ts';
import { criticalValue, type PercentEffect } from './interval.ts';
import type { PrimaryAnswer } from './primary-answer.ts';
import { percentOf } from './words.ts';

/**
 * The interval of an answer, widened until 5 % of the draws find something where there is nothing: the
 * 95 % quantile of their statistics takes the place of what Student's distribution has. Never narrower
 * than before.
 *
 * @param drawn - effects of dates of adoption dealt out anew, the effect taken out
 * @returns null where the answer has no interval, or there are no draws
 */
export function calibratedInterval(
  { effect, linear, pooled, sides }: PrimaryAnswer,
  drawn: readonly PercentEffect[],
): Interval | null {
  const statistics = drawn.flatMap(({ statistic }) =>
    statistic === null ? [] : [Math.abs(statistic)],
  );
  if (effect.interval === null || linear.error === null || statistics.length === 0) return null;
  const drawnCritical = quantileOf(Float64Array.from(statistics).toSorted(), 0.95);
  const reach = Math.max(drawnCritical, criticalValue(sides)) * linear.error;
  const [logRatio] = pooled.values;
  return [
    Math.min(effect.interval[0], percentOf(logRatio - reach)),
    Math.max(effect.interval[1], percentOf(logRatio + reach)),
  ];
}

/** The same beside other answers. */
export function calibratedRow(percent: number, interval: Interval | null): RobustnessRow[] {
  if (interval === null) return [];
  const words =
    'The same, its interval widened until 5 % of the dates dealt out anew find something.';
  return [{ estimator: 'widened_interval', percent, interval, words }];
}
