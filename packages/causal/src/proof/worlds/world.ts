import type { ControlledInput } from '../../controlled/controlled-input.ts';
import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';

/** A simulated organisation as a comparison is given it, and what is true in it. */
export type ProofWorld = {
  readonly input: Pick<ControlledInput, 'developers' | 'pullRequests' | 'asOf'>;
  /** The running number of the first ISO week. */
  readonly firstWeek: number;
  readonly weeks: number;
  /** Developers whose pull requests an AI reviews without being asked. */
  readonly automaticallyReviewed: ReadonlySet<number>;
  /**
   * The effect in percent, over the weeks after adoption for which somebody is there who has not
   * begun: of cycle time the mean of logarithms over pull requests, of throughput the ratio of what
   * was to be expected with and without adoption.
   */
  readonly truth: Readonly<Record<BeforeAfterMeasure, number>>;
};
