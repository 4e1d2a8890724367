import { normalCdf, normalQuantile } from '../distributions.ts';
import type { Interval } from '../comparison.ts';
import {
  EXACT_LIMIT,
  exactQuantile,
  signedRankDistribution,
  twoSidedExact,
} from './exact-distributions.ts';
import { midranks, tieTerm } from './midranks.ts';

/** Whether paired changes lie to one side of zero. */
export type SignedRank = {
  /** Ranks of the absolute changes, summed over the positive ones. Zero changes are left out. */
  readonly v: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
  /** Median of the Walsh averages `(d_i + d_j) / 2`, `i ≤ j` (Hodges and Lehmann 1963). */
  readonly estimate: number;
  readonly interval: Interval;
};

/**
 * Wilcoxon's signed-rank test and the pseudomedian of changes (one for each person, after minus
 * before). Exact for up to 70 changes without ties or zeros, normal with continuity correction else.
 *
 * @param changes - at most some thousands: all Walsh averages are written down
 * @param level - coverage, in `(0, 1)`
 * @throws {RangeError} if no change differs from zero, or the level lies outside `(0, 1)`
 */
export function signedRank(changes: ArrayLike<number>, level = 0.95): SignedRank {
  if (!(level > 0 && level < 1)) throw new RangeError(`no interval of level ${level}`);
  const moved = Float64Array.from(changes).filter((change) => change !== 0);
  if (moved.length === 0) throw new RangeError('nothing changed');
  const { rank, ties } = midranks(moved.map(Math.abs));
  const v = rank.reduce((sum, value, index) => sum + (moved[index] > 0 ? value : 0), 0);
  const n = moved.length;
  const exact =
    ties.length === 0 && moved.length === changes.length && (n * (n + 1)) / 2 <= EXACT_LIMIT;
  const chances = exact ? signedRankDistribution(n) : null;
  const spread = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - tieTerm(ties) / 48);

  const averages = walshAverages(moved);
  const place = Math.max(
    1,
    placeOfBound({ chances, spread, size: averages.length }, (1 - level) / 2),
  );
  return {
    v,
    p: chances === null ? normalP(v - averages.length / 2, spread) : twoSidedExact(chances, v),
    method: exact ? 'exact' : 'normal',
    estimate:
      (at(averages, (averages.length + 1) >> 1) + at(averages, (averages.length >> 1) + 1)) / 2,
    interval: [at(averages, place), at(averages, averages.length + 1 - place)],
  };
}

type Null = {
  readonly chances: Float64Array | null;
  readonly spread: number;
  readonly size: number;
};

function placeOfBound({ chances, spread, size }: Null, tail: number): number {
  if (chances !== null) return exactQuantile(chances, tail);
  const place = Math.floor(size / 2 + 0.5 + normalQuantile(tail) * spread);
  return Math.min(place, Math.floor((size + 1) / 2));
}

function normalP(distance: number, spread: number): number {
  return 2 * normalCdf(-Math.max(0, Math.abs(distance) - 0.5) / spread);
}

function walshAverages(sample: Float64Array): Float64Array {
  const averages = new Float64Array((sample.length * (sample.length + 1)) / 2);
  let next = 0;
  for (const [index, first] of sample.entries()) {
    for (const second of sample.subarray(index)) {
      averages[next] = (first + second) / 2;
      next += 1;
    }
  }
  return averages.toSorted();
}

/** The order statistic of a number counted from 1. */
function at(sorted: Float64Array, place: number): number {
  return sorted[place - 1];
}
