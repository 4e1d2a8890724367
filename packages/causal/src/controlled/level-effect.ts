import type { Interval } from '../comparison.ts';
import type { Panel } from '../panel/panel.ts';
import { criticalValue, type Sides } from './interval.ts';

/** An effect in units of the outcome. */
export type LevelEffect = { readonly att: number; readonly se: number | null };

/**
 * An effect in levels as a percentage of what the treated would have had, few clusters allowed for.
 *
 * @param mean - what they had
 * @returns null where they would have had nothing
 */
export function percentOfExpected(
  { att, se }: LevelEffect,
  mean: number,
  sides: Sides,
): { readonly percent: number; readonly interval: Interval | null } | null {
  const expected = mean - att;
  if (!(expected > 0)) return null;
  const { controlClusters, treatedClusters } = sides;
  const fewest = Math.min(treatedClusters, controlClusters);
  const reach = criticalValue(sides) * (se ?? NaN) * Math.sqrt(fewest / (fewest - 1));
  const interval = [((att - reach) / expected) * 100, ((att + reach) / expected) * 100] as const;
  return {
    percent: (att / expected) * 100,
    interval: interval.every(Number.isFinite) ? interval : null,
  };
}

/** Mean of the treated cells of a panel, per unit of exposure. */
export function treatedMean({ exposure, firstTreated, outcome, periods }: Panel): number {
  let [sum, weight] = [0, 0];
  for (const [at, own] of exposure.entries()) {
    if (periods[at % periods.length] < firstTreated[Math.floor(at / periods.length)]) continue;
    sum += outcome[at];
    weight += own;
  }
  return sum / weight;
}
