import type { Panel } from '../panel/panel.ts';
import type { Cohorts } from './cohorts.ts';

/** Weighted sums of outcome and exposure, row-major `cohort × period`. */
export type CohortSums = {
  readonly outcome: Float64Array;
  readonly exposure: Float64Array;
};

/** Sums a panel over the members of each cohort. */
export function cohortSums(panel: Panel, cohorts: Cohorts): CohortSums {
  const width = panel.periods.length;
  const outcome = new Float64Array(cohorts.values.length * width);
  const exposure = new Float64Array(cohorts.values.length * width);
  for (let unit = 0; unit < panel.units.length; unit += 1) {
    const weight = panel.weights[unit];
    const to = cohorts.of[unit] * width;
    const from = unit * width;
    for (let period = 0; period < width; period += 1) {
      outcome[to + period] += weight * panel.outcome[from + period];
      exposure[to + period] += weight * panel.exposure[from + period];
    }
  }
  return { outcome, exposure };
}
