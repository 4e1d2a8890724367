import type { CellDesign } from './cells.ts';
import type { CohortSums } from './cohort-sums.ts';

/** One side of a difference: some cohorts over some periods, with what their mean is made of. */
export type Side = {
  readonly cohorts: Int32Array;
  readonly from: number;
  readonly to: number;
  /** 1 or -1 in the difference. */
  readonly sign: number;
  /** Sum of the exposures; 0 where nothing was observed. */
  readonly exposure: number;
  readonly mean: number;
};

/**
 * The four means of a cell: treated now and before, controls now and before. Controls are pooled over
 * their cohorts, so their mean, and not a cohort's, is what their units deviate from.
 */
export function sidesOf(design: CellDesign, sums: CohortSums, width: number): readonly Side[] {
  const { period, baseFrom, baseTo, controls } = design;
  const treated = Int32Array.of(design.cohort);
  const side = (cohorts: Int32Array, from: number, to: number, sign: number): Side => {
    let outcome = 0;
    let exposure = 0;
    for (const cohort of cohorts) {
      for (let at = cohort * width + from; at <= cohort * width + to; at += 1) {
        outcome += sums.outcome[at];
        exposure += sums.exposure[at];
      }
    }
    return { cohorts, from, to, sign, exposure, mean: outcome / exposure };
  };
  return [
    side(treated, period, period, 1),
    side(treated, baseFrom, baseTo, -1),
    side(controls, period, period, -1),
    side(controls, baseFrom, baseTo, 1),
  ];
}

/** The difference of differences; NaN where one of the means does not exist. */
export function differenceOf(sides: readonly Side[]): number {
  return sides.reduce((sum, { sign, mean }) => sum + sign * mean, 0);
}
