/**
 * A weighted sum of cell estimates whose weights may themselves be estimated from cohort sizes.
 *
 * Its influence function is `Σ weight · ψ_cell + w_i · cohortTerm[cohort of i]`: the latter is what
 * estimating the weights adds (Callaway & Sant'Anna 2021, corollary 2).
 */
export type Mixture = {
  readonly value: number;
  readonly cells: readonly number[];
  readonly weights: readonly number[];
  /** Per cohort; null where the weights are known. */
  readonly cohortTerm: Float64Array | null;
};

/**
 * Influence functions, row-major `rows × columns`: an estimate errs by about the sum of its column
 * over the number of units.
 */
export type InfluenceMatrix = {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
};

/** Influence functions of cells, and of mixtures of them without keeping those of the cells. */
export type CellInfluence = {
  /** Overwrites `into` (one element a unit) with the influence function of one cell. */
  readonly cell: (index: number, into: Float64Array) => void;
  /** One row a unit, one column a mixture. */
  readonly mix: (mixtures: readonly Mixture[]) => InfluenceMatrix;
};
