import { aggregate } from '../aggregation/aggregate.ts';
import { estimateGroupTime } from '../group-time/estimate.ts';
import { mixtureErrors } from '../inference/estimate-errors.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import { orNull, type Alternative, type PrimaryParts } from './alternative.ts';
import { percentEffect, type Sides } from './interval.ts';
import { percentOfExpected, treatedMean } from './level-effect.ts';
import { longPeriodPanel } from './long-period-panel.ts';
import { countText } from './words.ts';

/** With fewer on a side, covariates describe single people. */
const FEWEST_A_SIDE = 10;

/** Weeks in a period: weekly cohorts are too small for covariates, and some weeks have nothing in them. */
const PERIODS = [4, 8] as const;

/**
 * Doubly robust (Sant'Anna and Zhao 2020) with what each developer did in the first period as
 * covariates: outcome, and for times how many pull requests. By periods of four weeks, of developers
 * who have something in each of them; of eight where those are too few. Cohorts begin with the first
 * whole period after adoption, and the period before that, which is partly both, is left out. Whoever
 * adopts before the third period is, too: there the covariate would be the base itself.
 *
 * @returns null with fewer than {@link FEWEST_A_SIDE} on a side, or without overlap
 */
export function adjustedRow(parts: PrimaryParts): Alternative | null {
  for (const weeks of PERIODS) {
    const row = rowBy(weeks, parts);
    if (row !== null) return row;
  }
  return null;
}

function rowBy(weeks: number, { measure, panel, sides }: PrimaryParts): Alternative | null {
  const periods = longPeriodPanel(panel, { weeks, withCounts: measure === 'cycle_time' });
  const count = (isOf: (start: number) => boolean) => periods.firstTreated.filter(isOf).length;
  const treated = count((start) => start !== NEVER);
  const never = count((start) => start === NEVER);
  if (Math.min(treated, never) < FEWEST_A_SIDE) return null;
  const estimate = orNull(() =>
    estimateGroupTime(periods, { control: 'notyet', base: 'universal', anticipation: 1 }),
  );
  const overall = estimate && aggregate(estimate).simple.overall;
  if (estimate === null || overall === null) return null;
  const [se] = mixtureErrors(estimate, [overall]);
  const own = sidesOf(periods, sides);
  const effect =
    measure === 'cycle_time'
      ? percentEffect(overall.value, se ** 2, own)
      : percentOfExpected({ att: overall.value, se }, treatedMean(periods), own);
  if (effect === null || !Number.isFinite(effect.percent)) return null;
  const { percent, interval } = effect;
  return {
    estimator: 'doubly_robust',
    percent,
    interval,
    words:
      `Held against those who did alike in the first ${weeks} weeks (doubly robust), of ` +
      `${countText(treated + never, 'developer')} with work in every ${weeks} weeks.`,
    influence: null,
  };
}

/** As in the primary answer, with the clusters of those who are left. */
function sidesOf({ clusters, firstTreated }: Panel, sides: Sides): Sides {
  const rows = [...firstTreated.keys()];
  const clustersOf = (isOf: (start: number) => boolean) =>
    new Set(rows.filter((row) => isOf(firstTreated[row])).map((row) => clusters?.of[row] ?? row))
      .size;
  return {
    ...sides,
    treatedClusters: clustersOf((start) => start !== NEVER),
    controlClusters: clustersOf((start) => start === NEVER),
  };
}
