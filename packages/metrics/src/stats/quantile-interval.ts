import { Z_975, type Interval } from './interval.ts';

const TAIL = 0.025;
/** Above this size binomial sums and their normal approximation no longer differ by a rank that matters. */
const EXACT_UP_TO = 1000;

/**
 * Distribution-free 95 % interval for a quantile, between two order statistics (David and Nagaraja,
 * "Order Statistics", 3rd edition, section 7.1): the number of values below the quantile is binomial
 * whatever the distribution. Each tail holds at most 2.5 %.
 *
 * Below six values no pair of ranks reaches 95 % for the median: the range of the sample is given,
 * which covers with 93.75 % at five. The interval of the median holds the sample median; that of an
 * extreme quantile of a tiny sample need not hold an interpolated estimate.
 *
 * @param sorted - finite numbers in ascending order
 * @param p - the probability of the quantile, in `(0, 1)`
 * @returns two values of the sample
 * @throws {RangeError} if the sample is empty, or `p` lies outside `(0, 1)`
 */
export function quantileInterval(sorted: Float64Array, p: number): Interval {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must lie in (0, 1), got ${p}`);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('sample is empty');

  const n = sorted.length;
  const [lower, upper] = n <= EXACT_UP_TO ? exactRanks(n, p) : normalRanks(n, p);
  return [sorted[lower - 1] ?? first, sorted[upper - 1] ?? last];
}

/** {@link quantileInterval} of the median, of a sample in any order. */
export function medianInterval(sample: readonly number[]): Interval {
  return quantileInterval(Float64Array.from(sample).toSorted(), 0.5);
}

/**
 * Ranks counted from 1: the greatest `lower` with P(B ≤ lower − 1) ≤ 2.5 %, and the least `upper`
 * with P(B ≤ upper − 1) ≥ 97.5 %, for B binomial(n, p). 0 and n + 1 stand for "no such rank".
 */
function exactRanks(n: number, p: number): [number, number] {
  const logOdds = Math.log(p) - Math.log1p(-p);
  let logMass = n * Math.log1p(-p);
  let cumulative = 0;
  let lower = 0;
  for (let k = 0; k <= n; k += 1) {
    cumulative += Math.exp(logMass);
    if (cumulative <= TAIL) lower = k + 1;
    if (cumulative >= 1 - TAIL) return [lower, k + 1];
    logMass += Math.log((n - k) / (k + 1)) + logOdds;
  }
  return [lower, n + 1];
}

function normalRanks(n: number, p: number): [number, number] {
  const spread = Z_975 * Math.sqrt(n * p * (1 - p));
  return [Math.max(0, Math.floor(n * p - spread)), Math.min(n + 1, Math.ceil(n * p + spread) + 1)];
}
