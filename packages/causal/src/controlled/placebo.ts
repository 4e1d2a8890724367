import { uniformSource } from '../inference/random.ts';
import type { Panel } from '../panel/panel.ts';
import type { TrendScale } from '../ratio/cell-means.ts';
import { percentEffect, sidesOfPool, type PercentEffect } from './interval.ts';
import { overallPooler } from './overall-pooler.ts';
import type { OnProgress } from './progress.ts';

/** Of so many draws, chance alone puts a true 5 % above the 7.5 % that are fine once in forty times. */
export const PERMUTATIONS = 299;

/** How permutations are drawn. */
export type PermutationOptions = {
  readonly scale: TrendScale;
  readonly draws: number;
  readonly seed: number;
  /** Told which share of the draws is done. */
  readonly onDraw?: OnProgress;
};

/** Effects of dates of adoption dealt out anew among the clusters. Draws without an effect are left out. */
export function permutedEffects(panel: Panel, options: PermutationOptions): PercentEffect[] {
  const uniform = uniformSource(options.seed);
  const pool = overallPooler(options.scale);
  const members = membersOf(panel);
  return Array.from({ length: options.draws }, (_, draw) => {
    options.onDraw?.(draw / options.draws);
    const firstTreated = dealt(panel.firstTreated, members, uniform);
    const pooled = pool({ ...panel, firstTreated });
    if (pooled === null) return [];
    const effect = percentEffect(pooled.values[0], pooled.covariance[0], sidesOfPool(pooled));
    return effect.p === null ? [] : [effect];
  }).flat();
}

/** The panel as it would have been without the effect that was found in it. */
export function withoutEffect(panel: Panel, scale: TrendScale, logRatio: number): Panel {
  const width = panel.periods.length;
  const outcome = panel.outcome.map((own, at) => {
    const isTreated = panel.periods[at % width] >= panel.firstTreated[Math.floor(at / width)];
    if (!isTreated) return own;
    return scale === 'ratio' ? own * Math.exp(-logRatio) : own - logRatio * panel.exposure[at];
  });
  return { ...panel, outcome };
}

/** A panel in which adopters began some weeks earlier, and which ends for each when they really did. */
export function shiftedPanel(panel: Panel, weeks: number): Panel {
  const width = panel.periods.length;
  const isBefore = (at: number) =>
    panel.periods[at % width] < panel.firstTreated[Math.floor(at / width)] - 1;
  return {
    ...panel,
    outcome: panel.outcome.map((own, at) => (isBefore(at) ? own : 0)),
    exposure: panel.exposure.map((own, at) => (isBefore(at) ? own : 0)),
    isBalanced: false,
    firstTreated: panel.firstTreated.map((start) => start - weeks),
  };
}

function membersOf(panel: Panel): readonly (readonly number[])[] {
  const members: number[][] = (panel.clusters?.labels ?? panel.units).map(() => []);
  for (const unit of panel.units.keys()) members[panel.clusters?.of[unit] ?? unit].push(unit);
  return members;
}

/** Every cluster takes the dates of another one, member for member. */
function dealt(
  firstTreated: Float64Array,
  members: readonly (readonly number[])[],
  uniform: () => number,
): Float64Array {
  const order = Array.from(members.keys());
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(uniform() * (last + 1));
    [order[last], order[pick]] = [order[pick], order[last]];
  }
  const drawn = new Float64Array(firstTreated.length);
  for (const [cluster, own] of members.entries()) {
    const from = members[order[cluster]];
    for (const [place, unit] of own.entries())
      drawn[unit] = firstTreated[from[place % from.length]];
  }
  return drawn;
}
