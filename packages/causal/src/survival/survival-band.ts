import { normalQuantile } from '../distributions.ts';
import type { SurvivalCurve } from './kaplan-meier.ts';

/**
 * The scale on which an interval for a share is symmetric: the share itself, its logarithm, or
 * `log(−log S)` (Kalbfleisch and Prentice; Borgan and Liestøl 1990), which keeps its level best
 * near 0 and 1.
 */
export type BandScale = 'plain' | 'log' | 'log-log';

/** Pointwise bounds of a survival curve, one pair for each step, within `[0, 1]`. */
export type SurvivalBand = {
  /** `NaN` where the scale knows no interval, as at a share of 0. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
};

export type BandOptions = {
  readonly scale: BandScale;
  /** Coverage, in `(0, 1)`; 0.95 where it is left out. */
  readonly level?: number;
};

/**
 * Pointwise intervals around a curve from Greenwood's variance.
 *
 * @throws {RangeError} if the level lies outside `(0, 1)`
 */
export function survivalBand(curve: SurvivalCurve, options: BandOptions): SurvivalBand {
  const z = twoSidedPoint(options.level ?? 0.95);
  const bounds = Array.from(curve.survival, (share, index) =>
    boundsOf[options.scale](share, z * Math.sqrt(curve.greenwood[index])),
  );
  return {
    lower: Float64Array.from(bounds, ([lower]) => lower),
    upper: Float64Array.from(bounds, ([, upper]) => upper),
  };
}

type Bounds = readonly [number, number];

/** By scale: a share and `z` times the standard error of its logarithm to bounds. */
const boundsOf: Record<BandScale, (share: number, reach: number) => Bounds> = {
  plain: (share, reach) =>
    share === 0
      ? [NaN, NaN]
      : [Math.max(0, share - share * reach), Math.min(1, share + share * reach)],
  log: (share, reach) =>
    share === 0 ? [NaN, NaN] : [share * Math.exp(-reach), Math.min(1, share * Math.exp(reach))],
  'log-log': (share, reach) => {
    if (share === 0 || share === 1) return [NaN, NaN];
    const log = Math.log(share);
    const spread = Math.exp(reach / -log);
    return [Math.exp(log * spread), Math.exp(log / spread)];
  },
};

/**
 * `z` such that a standard normal lies within ±z with probability `level`.
 *
 * @throws {RangeError} if the level lies outside `(0, 1)`
 */
export function twoSidedPoint(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`no interval of level ${level}`);
  return normalQuantile(1 - (1 - level) / 2);
}
