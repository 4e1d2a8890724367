import type { Interval } from '../comparison.ts';
import { normalQuantile } from '../distributions.ts';
import { supTCritical } from '../inference/sup-t.ts';
import { linear, preSteps, targetWeights, type EventStudy } from './event-study.ts';
import { stepsToTarget, type RelativeMagnitudesOptions } from './relative-magnitudes.ts';

export type SimultaneousBoundOptions = RelativeMagnitudesOptions & {
  /** Share of the error probability spent on the steps before treatment; 0.01 where left out. */
  readonly stepError?: number;
  readonly draws: number;
  readonly seed: number;
};

/**
 * The same interval the blunt way: an upper bound for every step before treatment at once
 * (`max |d̂_s| + c se_s`, `c` of a uniform band), added to an ordinary interval, by Bonferroni. Wider
 * than `relativeMagnitudesInterval`, and kept as a check on it.
 *
 * @param bound - M̄, at least 0
 * @throws {RangeError} if the bound is negative or the study is empty
 */
export function simultaneousBound(
  study: EventStudy,
  bound: number,
  options: SimultaneousBoundOptions,
): Interval {
  if (!(bound >= 0)) throw new RangeError(`a bound is at least 0, got ${bound}`);
  const target = targetWeights(study, options.target);
  const stepError = options.stepError ?? 0.01;
  const error = 1 - (options.level ?? 0.95) - stepError;
  const { value, variance } = linear(study, target);
  const largest = bound === 0 ? 0 : largestStep(study, stepError, options);
  const reach =
    normalQuantile(1 - error / 2) * Math.sqrt(variance) +
    bound * stepsToTarget(study, target) * largest;
  return [value - reach, value + reach];
}

function largestStep(
  study: EventStudy,
  stepError: number,
  { draws, seed }: SimultaneousBoundOptions,
): number {
  const steps = preSteps(study);
  const errors = steps.map((step) => Math.sqrt(linear(study, step).variance));
  const covariance = Float64Array.from({ length: steps.length ** 2 }, (_, at) => {
    const first = steps[Math.floor(at / steps.length)];
    const second = steps[at % steps.length];
    const sum = linear(
      study,
      first.map((own, index) => own + second[index]),
    ).variance;
    const difference = linear(
      study,
      first.map((own, index) => own - second[index]),
    ).variance;
    return (sum - difference) / 4;
  });
  const critical = supTCritical(covariance, steps.length, { level: 1 - stepError, draws, seed });
  return steps.reduce(
    (most, step, index) =>
      Math.max(most, Math.abs(linear(study, step).value) + critical * errors[index]),
    0,
  );
}
