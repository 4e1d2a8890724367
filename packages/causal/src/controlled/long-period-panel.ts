import { NEVER, type Panel, type PanelCovariate } from '../panel/panel.ts';
import { selectUnits } from '../panel/select-units.ts';

/** Cohorts from the third period on have a base after the one that covariates come from. */
const FIRST_COHORT = 3;

/** How weeks are put together. */
export type LongPeriods = {
  /** In a period. */
  readonly weeks: number;
  /** Whether exposures of the first period are a covariate, too. */
  readonly withCounts: boolean;
};

/**
 * Means by several weeks of a panel of weeks, of those who have one in every period, with those of the
 * first as covariates. Cohorts begin with the first whole period after adoption.
 */
export function longPeriodPanel(panel: Panel, { weeks, withCounts }: LongPeriods): Panel {
  const width = Math.floor(panel.periods.length / weeks);
  const { exposures, means } = periodMeans(panel, weeks);
  const starts = panel.firstTreated.map((start) =>
    start === NEVER ? NEVER : Math.ceil((start - panel.periods[0]) / weeks),
  );
  const whole: Panel = {
    ...panel,
    periods: Float64Array.from({ length: width }, (_, period) => period),
    outcome: means,
    exposure: exposures.map((own) => (own > 0 ? 1 : 0)),
    isBalanced: false,
    firstTreated: starts.map((start) => (start >= width ? NEVER : start)),
    covariates: [
      { name: 'outcome', values: ofFirst(means, width) },
      { name: 'exposure', values: ofFirst(exposures.map(Math.log1p), width) },
    ],
  };
  const kept = selectUnits(
    whole,
    (row) =>
      starts[row] >= FIRST_COHORT &&
      whole.exposure.subarray(row * width, (row + 1) * width).every((own) => own === 1),
  );
  const [outcome, exposure] = kept.covariates;
  const covariates = withCounts ? [outcome, exposure] : [outcome];
  return { ...kept, isBalanced: true, covariates: covariates.filter(doesVary) };
}

/** Means over the weeks of each period, and what they are means of. */
function periodMeans({ exposure, outcome, periods, units }: Panel, weeks: number) {
  const width = Math.floor(periods.length / weeks);
  const sums = new Float64Array(units.length * width);
  const exposures = new Float64Array(units.length * width);
  for (const [at, own] of exposure.entries()) {
    const period = Math.floor((at % periods.length) / weeks);
    if (period >= width) continue;
    const to = Math.floor(at / periods.length) * width + period;
    sums[to] += outcome[at];
    exposures[to] += own;
  }
  return { exposures, means: sums.map((sum, at) => (exposures[at] > 0 ? sum / exposures[at] : 0)) };
}

function ofFirst(values: Float64Array, width: number): Float64Array {
  return values.map((_, at) => values[Math.floor(at / width) * width]);
}

function doesVary({ values }: PanelCovariate): boolean {
  return values.some((own) => Math.abs(own - values[0]) > 1e-9);
}
