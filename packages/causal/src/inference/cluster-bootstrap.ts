import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Interval } from '../comparison.ts';

/** Fewer draws hold no order statistic at 2.5 %. */
const FEWEST_DRAWS = 39;

/**
 * A log ratio as a function of how often each cluster is drawn. May answer `±Infinity` where one
 * side is empty, and `NaN` where both are.
 */
export type LogRatio = (multiplicity: Uint32Array) => number;

export type BootstrapSettings = {
  readonly clusters: number;
  readonly draws: number;
  readonly seed: number;
};

/**
 * The estimate on `draws` resamples of whole clusters with replacement (Efron's cluster bootstrap).
 *
 * @returns ascending log ratios; draws without any event are left out
 * @throws {RangeError} if there is no cluster, or fewer than {@link FEWEST_DRAWS} draws
 */
export function clusterBootstrap(logRatio: LogRatio, settings: BootstrapSettings): Float64Array {
  const estimates = new Float64Array(settings.draws);
  eachResample(settings, (multiplicity, draw) => {
    estimates[draw] = logRatio(multiplicity);
  });
  return estimates.filter((estimate) => !Number.isNaN(estimate)).toSorted();
}

/**
 * Draws whole clusters with replacement, as often as asked: as many clusters as there are each time.
 *
 * @param visit - told how often each cluster was drawn, in an array that the next draw overwrites, and
 *   the number of the draw, from 0
 * @throws {RangeError} as {@link clusterBootstrap}
 */
export function eachResample(
  { clusters, draws, seed }: BootstrapSettings,
  visit: (multiplicity: Uint32Array, draw: number) => void,
): void {
  if (clusters < 1) throw new RangeError('a bootstrap needs a cluster');
  if (!(draws >= FEWEST_DRAWS)) throw new RangeError(`draws must be at least ${FEWEST_DRAWS}`);

  const generator = xoroshiro128plus(seed);
  const multiplicity = new Uint32Array(clusters);
  for (let draw = 0; draw < draws; draw += 1) {
    multiplicity.fill(0);
    for (let pick = 0; pick < clusters; pick += 1) {
      const chosen = Math.floor(((generator.next() >>> 0) / 2 ** 32) * clusters);
      multiplicity[chosen] = (multiplicity[chosen] ?? 0) + 1;
    }
    visit(multiplicity, draw);
  }
}

/** The order statistics at 2.5 % and 97.5 % of ascending estimates, finite or not. */
export function percentileBounds(
  sorted: Float64Array,
): readonly [number | undefined, number | undefined] {
  const rank = Math.max(1, Math.floor(0.025 * (sorted.length + 1)));
  return [sorted[rank - 1], sorted[sorted.length - rank]];
}

/**
 * The percentile interval: the order statistics at 2.5 % and 97.5 % (25th and 975th of 999).
 *
 * @param sorted - ascending bootstrap estimates
 * @returns bounds on the scale of the estimates; null where they are not finite
 */
export function percentileInterval(sorted: Float64Array): Interval | null {
  const [low, high] = percentileBounds(sorted);
  if (low === undefined || high === undefined) return null;
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null;
}

/**
 * Two-sided p-value by inverting the percentile interval: twice the smaller tail beyond zero, the
 * estimate itself counted as a draw. At most 0.05 whenever the interval leaves zero out.
 */
export function bootstrapP(sorted: Float64Array): number {
  let atMost = 0;
  let atLeast = 0;
  for (const estimate of sorted) {
    if (estimate <= 0) atMost += 1;
    if (estimate >= 0) atLeast += 1;
  }
  return Math.min(1, (2 * (Math.min(atMost, atLeast) + 1)) / (sorted.length + 1));
}
