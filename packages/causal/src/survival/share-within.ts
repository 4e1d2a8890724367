import type { Interval } from '../comparison.ts';
import { clusteredVariance, type ClusteredDurations } from './clustered-variance.ts';
import type { Durations } from './durations.ts';
import { kaplanMeier, stepAt } from './kaplan-meier.ts';
import { twoSidedPoint } from './survival-band.ts';

/** The share that ended within a horizon, such as pull requests merged within a day. */
export type ShareWithin = {
  /** In `[0, 1]`. */
  readonly share: number;
  /** Null where all or none ended: the variance formula knows nothing there. */
  readonly standardError: number | null;
  /** Symmetric on the scale of `log(−log)`, so that it stays within `[0, 1]`. */
  readonly interval: Interval | null;
};

/**
 * The share that ended within `horizon`, by Kaplan and Meier, so that durations cut off earlier
 * neither count as ended nor are thrown away. Greenwood's variance, or the clustered one where
 * clusters are given.
 *
 * @param horizon - in the unit of the durations, at least 0
 * @param level - coverage, in `(0, 1)`
 * @throws {RangeError} if there are no durations, or the horizon lies beyond the longest while some
 *   have not ended
 */
export function shareWithin(
  durations: Durations | ClusteredDurations,
  horizon: number,
  level = 0.95,
): ShareWithin {
  const curve = kaplanMeier(durations);
  if (horizon > curve.lastTime && (curve.survival.at(-1) ?? 1) > 0) {
    throw new RangeError(`nothing is known beyond ${curve.lastTime}, asked for ${horizon}`);
  }
  const step = stepAt(curve, horizon);
  const lasting = curve.survival[step] ?? 1;
  if (lasting === 0 || lasting === 1) {
    return { share: 1 - lasting, standardError: null, interval: null };
  }
  const logVariance =
    'cluster' in durations
      ? clusteredVariance(durations, curve, new Float64Array(step + 1).fill(1))
      : curve.greenwood[step];
  const log = Math.log(lasting);
  const spread = Math.exp((twoSidedPoint(level) * Math.sqrt(logVariance)) / -log);
  return {
    share: 1 - lasting,
    standardError: lasting * Math.sqrt(logVariance),
    interval: [1 - Math.exp(log / spread), 1 - Math.exp(log * spread)],
  };
}
