/** A unit that is never treated: its first treated period lies beyond every period. */
export const NEVER = Number.POSITIVE_INFINITY;

/** A variable that may change from period to period, row-major `unit × period`; NaN where absent. */
export type PanelCovariate = {
  readonly name: string;
  readonly values: Float64Array;
};

/** Groups of units whose outcomes may move together, such as teams. */
export type PanelClusters = {
  /** Per unit, an index into `labels`. */
  readonly of: Int32Array;
  readonly labels: readonly string[];
};

/** Units that a panel was asked to hold and does not, under one reason. */
export type LeftOutUnits = {
  readonly reason: 'unknown_first_treated' | 'treated_before_window';
  readonly units: readonly string[];
};

/**
 * Units over periods, as every estimator here reads them.
 *
 * A cell holds an outcome summed over its exposure: with exposure 1 it is a plain observation, with
 * the number of pull requests it is the sum of their log hours. The mean over a set of cells is
 * always the sum of the outcomes over the sum of the exposures.
 */
export type Panel = {
  /** Names of the units, in the order of the rows. */
  readonly units: readonly string[];
  /** Values of the periods, ascending; steps need not be equal. */
  readonly periods: Float64Array;
  /** Row-major `unit × period`, summed over the cell; 0 where absent. */
  readonly outcome: Float64Array;
  /** Row-major `unit × period`, at least 0; 0 where absent, 1 for a plain observation. */
  readonly exposure: Float64Array;
  /** Whether every cell has exposure 1. */
  readonly isBalanced: boolean;
  /** Per unit, the value of the first treated period; {@link NEVER} for one that is never treated. */
  readonly firstTreated: Float64Array;
  /** Sampling weights per unit, with mean 1. */
  readonly weights: Float64Array;
  readonly clusters: PanelClusters | null;
  readonly covariates: readonly PanelCovariate[];
  readonly leftOut: readonly LeftOutUnits[];
};
