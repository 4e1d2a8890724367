import type { Panel } from '../panel/panel.ts';
import type { TwoWayFit } from '../two-way/fit-two-way.ts';
import type { PeriodSystem } from '../two-way/period-system.ts';

/** The parts that both the estimate and its errors are made of. */
export type Imputation = {
  readonly panel: Panel;
  readonly value: Float64Array;
  /** Weights of the untreated cells, which alone are fitted; 0 elsewhere. */
  readonly untreated: Float64Array;
  /** Weights of the treated cells that can be imputed; 0 elsewhere. */
  readonly treated: Float64Array;
  readonly system: PeriodSystem;
  readonly fit: TwoWayFit;
};
