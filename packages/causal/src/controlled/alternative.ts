import type { RobustnessRow } from '../comparison.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { PanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { PoissonFitError } from '../poisson/fit-poisson.ts';
import type { OpenWork } from './open-work.ts';
import type { Sides } from './interval.ts';
import type { WeekCells } from './week-cells.ts';
import type { PanelSource } from './week-panel.ts';

/** Another estimate of the same, and its influence on the log scale where it has one. */
export type Alternative = RobustnessRow & { readonly influence: Float64Array | null };

/** What the primary answer was made of. */
export type PrimaryParts = {
  readonly source: PanelSource;
  readonly measure: BeforeAfterMeasure;
  readonly cells: WeekCells;
  readonly panel: Panel;
  readonly sides: Sides;
  /** Of times; else null. */
  readonly openWork: OpenWork | null;
};

/** An estimate, or null where the panel does not bear it. */
export function orNull<Estimate>(estimate: () => Estimate): Estimate | null {
  try {
    return estimate();
  } catch (error) {
    if (error instanceof PanelError || error instanceof PoissonFitError) return null;
    throw error;
  }
}
