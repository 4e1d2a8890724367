import { beforeAfterEffect, controlledComparison, simulateOrganization } from '@uplift/causal';
import { historyLines } from '@uplift/simulated-github';
import { comparedPopulation, comparisonInput, openHistoryFold } from '@uplift/worker';

import { storyStart } from '../demo/story-start.ts';

/** A demo to be played: what one thread is given at a time. */
export type SeedTask = {
  readonly seed: number;
  readonly developers: number;
  readonly weeks: number;
  /** What adoption does to cycle time, in percent. */
  readonly effect: number;
  readonly endsAt: Date;
};

/** An estimate in percent with its 95 % interval. */
type SeedEstimate = {
  readonly percent: number | null;
  readonly interval: readonly [number, number] | null;
  /** Whether the interval holds what the simulation had put in; false without an interval. */
  readonly holds: boolean;
};

/** What was found of the cycle time of one seed's organisation, and what had been put in. */
export type SeedRecord = {
  readonly seed: number;
  readonly truth: number;
  readonly controlled: SeedEstimate;
  /** The uncontrolled before/after. */
  readonly naive: SeedEstimate;
};

/**
 * Plays the demo of one seed without a service: the same organisation, told as the lines of a history
 * file, folded to facts and compared as the worker does; the function that threads run. The light
 * answer has the same effect and interval as the whole one.
 */
export function playSeed({ developers, effect, endsAt, seed, weeks }: SeedTask): SeedRecord {
  const { story, truth } = simulateOrganization({
    developers,
    weeks,
    effectPercent: effect,
    seed,
    endsAt,
  });
  const fold = openHistoryFold();
  for (const line of historyLines(story, { from: storyStart({ endsAt, weeks }), to: endsAt })) {
    fold.take(line);
  }
  const [organization] = fold.organizations();
  const treatment = { tool: 'copilot', source: 'usage' } as const;
  const population =
    organization === undefined ? null : comparedPopulation(organization, treatment);
  if (population === null) throw new Error('a story in which nothing happens');

  const input = comparisonInput(population, { from: null, measure: 'cycle_time', seed });
  const stamp = { dataVersion: 'folded', computedAt: endsAt };
  return {
    seed,
    truth: truth.percent,
    controlled: heldAgainst(
      truth.percent,
      controlledComparison(input, stamp, { light: true }).effect,
    ),
    naive: heldAgainst(truth.percent, beforeAfterEffect(input)),
  };
}

function heldAgainst(
  truth: number,
  { interval, percent }: Omit<SeedEstimate, 'holds'>,
): SeedEstimate {
  const holds = interval !== null && interval[0] <= truth && truth <= interval[1];
  return { percent, interval, holds };
}
