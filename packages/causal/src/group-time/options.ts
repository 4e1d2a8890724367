/** Whom treated units are compared with: never treated ones, or all that are not yet treated. */
export type ControlGroup = 'never' | 'notyet';

/**
 * What periods before treatment are compared with: the period before each (`varying`), or the last
 * period before treatment for all (`universal`).
 */
export type BasePeriod = 'varying' | 'universal';

/**
 * How covariates enter: regression of the outcome's change (`reg`), inverse probability weights
 * (`ipw`), or both (`dr`, right if either is). Without covariates all three are one.
 */
export type CovariateMethod = 'dr' | 'reg' | 'ipw';

export type GroupTimeOptions = {
  /** `never` by default. */
  readonly control?: ControlGroup;
  /** `varying` by default. */
  readonly base?: BasePeriod;
  /** Periods that the base averages, ending with the base period; 1 by default. */
  readonly baseWindow?: number;
  /** Periods before treatment in which units may react to it already; 0 by default. */
  readonly anticipation?: number;
  /** `dr` by default. */
  readonly method?: CovariateMethod;
};

/** Options with everything that was left to its default. */
export type CompleteOptions = Required<GroupTimeOptions>;

/**
 * @throws {RangeError} if the window or the anticipation is out of bounds
 */
export function completeOptions(options: GroupTimeOptions): CompleteOptions {
  const complete = {
    control: options.control ?? 'never',
    base: options.base ?? 'varying',
    baseWindow: options.baseWindow ?? 1,
    anticipation: options.anticipation ?? 0,
    method: options.method ?? 'dr',
  };
  if (!Number.isInteger(complete.baseWindow) || complete.baseWindow < 1) {
    throw new RangeError('the base window must be a whole number of periods, at least 1');
  }
  if (!(complete.anticipation >= 0)) throw new RangeError('anticipation must be at least 0');
  return complete;
}
