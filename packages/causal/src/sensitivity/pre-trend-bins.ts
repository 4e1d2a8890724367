import { chiSquareSurvival, studentCdf } from '../distributions.ts';
import { waldTest } from '../inference/wald.ts';
import type { EventStudy } from './event-study.ts';

/** Whether effects before treatment differ from zero. */
export type BinTest = {
  readonly statistic: number;
  /** Numerator and denominator degrees of freedom of the F distribution. */
  readonly degreesOfFreedom: readonly [number, number];
  readonly p: number;
};

/** Clusters needed for each bin: with fewer the covariance is guesswork. */
export const CLUSTERS_PER_BIN = 5;

/**
 * Hotelling's test that one or two bins before treatment are zero: `F = W (C − q) / (q (C − 1))` with
 * `C` clusters. Two bins and not all weeks: a joint test of dozens of weeks rejects what is true most
 * of the time.
 *
 * @returns null with fewer than {@link CLUSTERS_PER_BIN} clusters a bin, or where bins do not vary
 * @throws {RangeError} unless there are one or two bins
 */
export function preTrendBins(study: EventStudy & { readonly clusters: number }): BinTest | null {
  const q = study.pre.length;
  if (q !== 1 && q !== 2) throw new RangeError(`one or two bins, not ${q}`);
  const free = study.clusters - q;
  if (study.clusters < CLUSTERS_PER_BIN * q) return null;
  const wald = waldTest(study.pre, preCovariance(study));
  if (wald === null) return null;
  const statistic = (wald.W * free) / (q * (study.clusters - 1));
  const p =
    q === 1
      ? 2 * studentCdf(-Math.sqrt(statistic), free)
      : Math.exp((-free / 2) * Math.log1p((2 * statistic) / free));
  return { statistic, degreesOfFreedom: [q, free], p };
}

/** The smallest straight trend that the test would have found, and what it would have feigned. */
export type DetectableTrend = {
  /** Per bin, on the scale of the effects. */
  readonly slope: number;
  /** Mean deviation of the post bins from zero under that trend. */
  readonly bias: number;
};

/**
 * The smallest linear trend through the base that {@link preTrendBins} finds with a given chance (Roth
 * 2022, American Economic Review: Insights 4): passing the test means no more than that steeper trends
 * are unlikely.
 *
 * @param power - in `(0, 1)`; 0.8 where it is left out
 * @returns null where the test has no answer
 */
export function detectableTrend(
  study: EventStudy & { readonly clusters: number },
  power = 0.8,
): DetectableTrend | null {
  if (preTrendBins(study) === null) return null;
  const q = study.pre.length;
  const free = study.clusters - q;
  // a unit slope deviates by −q, …, −1 from the base
  const line = Float64Array.from(study.pre, (_, index) => index - q);
  const wald = waldTest(line, preCovariance(study));
  if (wald === null) return null;
  const critical = (criticalF(q, free) * q * (study.clusters - 1)) / free;
  let [low, high] = [0, 1_000];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (noncentralSurvival(critical, q, middle) < power) low = middle;
    else high = middle;
  }
  const slope = Math.sqrt(high / wald.W);
  return { slope, bias: (slope * (study.post.length + 1)) / 2 };
}

/** Exceeded with probability 0.05. */
function criticalF(q: number, free: number): number {
  if (q === 2) return (free / 2) * (0.05 ** (-2 / free) - 1);
  let [low, high] = [0, 1_000];
  while (high - low > 1e-10) {
    const middle = (low + high) / 2;
    if (2 * studentCdf(-Math.sqrt(middle), free) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

/** Probability that a noncentral χ² exceeds `x`: a Poisson mixture of central ones. */
function noncentralSurvival(x: number, df: number, noncentrality: number): number {
  let weight = Math.exp(-noncentrality / 2);
  let sum = 0;
  for (let j = 0; j < 1_000; j += 1) {
    sum += weight * chiSquareSurvival(x, df + 2 * j);
    weight *= noncentrality / 2 / (j + 1);
    if (weight < 1e-14 && j > noncentrality) break;
  }
  return sum;
}

function preCovariance({ pre, post, covariance }: EventStudy): Float64Array {
  const size = pre.length + post.length;
  return Float64Array.from(
    { length: pre.length ** 2 },
    (_, at) => covariance[Math.floor(at / pre.length) * size + (at % pre.length)],
  );
}
