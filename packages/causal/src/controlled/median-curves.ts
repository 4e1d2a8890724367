/** The sets of pull requests that cells compare. */
export type SetName = 'before' | 'after' | 'controlsBefore' | 'controlsAfter';

/** Pull requests, the quickest first. */
export type WeightedTimes = {
  /** Infinite where it did not end. */
  readonly seconds: Float64Array;
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** What each weighs in each set. */
  readonly weights: Readonly<Record<SetName, Float64Array>>;
};

/** The share that ended within a time. */
export type WeightedCurve = {
  /** Ascending, infinite where nothing ended. */
  readonly seconds: Float64Array;
  /** Share that ended by then. */
  readonly share: Float64Array;
  /** Clustered standard error of the share that ended within a time. */
  readonly errorAt: (seconds: number) => number;
};

/** A curve made of sets, each with its sign: the share of every set counts as a whole. */
export function curveOf(
  { cluster, clusters, seconds, weights }: WeightedTimes,
  signs: Readonly<Partial<Record<SetName, number>>>,
): WeightedCurve {
  const sets = setNames.flatMap((set) => {
    const total = weights[set].reduce((sum, own) => sum + own, 0);
    const sign = signs[set] ?? 0;
    return sign === 0 ? [] : [{ weight: weights[set].map((own) => own / total), sign }];
  });
  const share = new Float64Array(seconds.length);
  let sum = 0;
  for (let at = 0; at < seconds.length; at += 1) {
    for (const { sign, weight } of sets) sum += sign * weight[at];
    share[at] = sum;
  }
  const errorAt = (time: number): number => {
    const sums = new Float64Array(clusters);
    for (const { sign, weight } of sets) {
      const within = weight.reduce((all, own, at) => (seconds[at] <= time ? all + own : all), 0);
      for (const [at, own] of weight.entries()) {
        sums[cluster[at]] += sign * own * ((seconds[at] <= time ? 1 : 0) - within);
      }
    }
    return Math.sqrt(sums.reduce((squares, own) => squares + own * own, 0));
  };
  return { seconds, share, errorAt };
}

const setNames = ['before', 'after', 'controlsBefore', 'controlsAfter'] as const;
const EXACT = 1e-9;

/**
 * The first time by which a share has ended; halfway to the next one where it is that share exactly, as
 * for medians of an even number.
 *
 * @returns null where the curve does not reach the share
 */
export function quantileOfCurve({ seconds, share }: WeightedCurve, p: number): number | null {
  for (let at = 0; at < seconds.length && seconds[at] < Infinity; at += 1) {
    if (!isLastOfTies(seconds, at) || share[at] < p - EXACT) continue;
    const next = nextEnd({ seconds, share }, at);
    return share[at] <= p + EXACT && next < Infinity ? (seconds[at] + next) / 2 : seconds[at];
  }
  return null;
}

/** Shares are whole only after the last of those that took equally long. */
function isLastOfTies(seconds: Float64Array, at: number): boolean {
  return at + 1 === seconds.length || seconds[at + 1] > seconds[at];
}

/** The next time at which the curve changes; infinite for none. */
function nextEnd({ seconds, share }: Pick<WeightedCurve, 'seconds' | 'share'>, at: number) {
  const next = share.findIndex(
    (own, later) => later > at && isLastOfTies(seconds, later) && Math.abs(own - share[at]) > EXACT,
  );
  return seconds[next] ?? Infinity;
}
