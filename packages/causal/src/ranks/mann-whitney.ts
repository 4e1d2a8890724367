import { normalCdf } from '../distributions.ts';
import { EXACT_LIMIT, twoSidedExact, uDistribution } from './exact-distributions.ts';
import { midranks, tieTerm } from './midranks.ts';

/** How far one sample lies above another, by ranks alone. */
export type MannWhitney = {
  /** Pairs in which x exceeds y, ties counted half; in `[0, mn]`. */
  readonly u: number;
  /** Chance that a random x exceeds a random y, ties counted half: `U / mn`. */
  readonly superiority: number;
  /** Cliff's (1993) delta: `P(x > y) − P(x < y)`, in `[−1, 1]`. */
  readonly cliffsDelta: number;
  /** Two-sided; from `method`. */
  readonly p: number;
  /** `exact` for small samples without ties, else `normal` with ties and continuity corrected. */
  readonly method: 'exact' | 'normal';
};

export type MannWhitneyOptions = {
  /** By size and ties where it is left out. An exact p-value of tied samples does not exist. */
  readonly method?: 'exact' | 'normal';
  /** Move U half a step towards its mean before the normal tail; true where it is left out. */
  readonly continuity?: boolean;
};

/**
 * The test of Wilcoxon (1945) and Mann and Whitney (1947) for independent observations. Pull
 * requests of one person are not independent: use it on one figure for each person.
 *
 * @throws {RangeError} if a sample is empty
 */
export function mannWhitney(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: MannWhitneyOptions = {},
): MannWhitney {
  const [m, n] = [x.length, y.length];
  if (m === 0 || n === 0) throw new RangeError('a sample is empty');
  const { rank, ties } = midranks([...Array.from(x), ...Array.from(y)]);
  const u = rank.subarray(0, m).reduce((sum, value) => sum + value, 0) - (m * (m + 1)) / 2;
  const exact = ties.length === 0 && m * n <= EXACT_LIMIT && options.method !== 'normal';
  return {
    u,
    superiority: u / (m * n),
    cliffsDelta: (2 * u) / (m * n) - 1,
    p: exact
      ? twoSidedExact(uDistribution(m, n), u)
      : normalP({ u, m, n, ties, continuity: options.continuity ?? true }),
    method: exact ? 'exact' : 'normal',
  };
}

type NormalInput = {
  readonly u: number;
  readonly m: number;
  readonly n: number;
  readonly ties: readonly number[];
  readonly continuity: boolean;
};

function normalP({ u, m, n, ties, continuity }: NormalInput): number {
  const variance = uVariance(m, n, ties);
  if (variance === 0) return 1;
  const distance = Math.abs(u - (m * n) / 2);
  const corrected = continuity ? Math.max(0, distance - 0.5) : distance;
  return 2 * normalCdf(-corrected / Math.sqrt(variance));
}

/** Variance of U under the null, ties counted (Lehmann 1975). */
export function uVariance(m: number, n: number, ties: readonly number[]): number {
  const size = m + n;
  return ((m * n) / 12) * (size + 1 - tieTerm(ties) / (size * (size - 1)));
}
