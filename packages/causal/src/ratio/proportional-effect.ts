/** A proportional effect: what the treated had over what they would have had, less one. */
export type ProportionalEffect = {
  /** 0.1233 is 12.33 % more. At least −1; null where nothing would have been expected. */
  readonly share: number | null;
  /** Standard error of the share, by the delta method; null where it is not defined. */
  readonly se: number | null;
  /** `ln(1 + share)`: intervals are symmetric here, and are taken back by `exp(…) − 1`. */
  readonly logRatio: number | null;
  readonly logSe: number | null;
};

/** A log ratio and its variance as a proportional effect. */
export function proportionalEffect(logRatio: number, variance: number): ProportionalEffect {
  // a treated total of 0 is a share of −1, whose logarithm and error do not exist
  if (Number.isNaN(logRatio)) return { share: null, se: null, logRatio: null, logSe: null };
  const share = Math.expm1(logRatio);
  const logSe = errorOrNull(Math.sqrt(variance));
  const se = logSe === null ? null : logSe * (1 + share);
  return { share, se, logRatio: finiteOrNull(logRatio), logSe };
}

/** An error below this is none: a set of one unit does not vary around its own mean. */
const NO_ERROR = 1e-8;

/** An error, or null where there is none to speak of. */
export function errorOrNull(error: number): number | null {
  return error > NO_ERROR && Number.isFinite(error) ? error : null;
}

/** A number, or null where it is not finite. */
export function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
