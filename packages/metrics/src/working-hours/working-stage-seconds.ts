import { stages, type PullRequestFact } from '../facts.ts';
import type { StageSeconds } from '../timeline/stage-seconds.ts';
import type { WorkingClock } from './working-clock.ts';

/**
 * How long a pull request was in each stage by the clock of working hours, beside its calendar time
 * and never more than it.
 *
 * @param fact - its segments are measured
 * @param asOf - until when an open pull request is counted; an ended one needs none
 * @throws {RangeError} if the pull request is open and `asOf` is `null`
 */
export function workingStageSeconds(
  fact: Pick<PullRequestFact, 'segments'>,
  { clock, asOf }: { readonly clock: WorkingClock; readonly asOf: Date | null },
): StageSeconds {
  const spent = { coding: 0, pickup: 0, review: 0, merge: 0 };
  for (const { stage, from, to } of fact.segments) {
    const until = to ?? asOf;
    if (until === null) throw new RangeError('an open pull request has stages up to an instant');
    spent[stage] += clock.secondsBetween(from, until);
  }
  return spent;
}

/** The stages added in their order, so that no rounding stands between them and their sum. */
export function sumOfStages(spent: StageSeconds): number {
  return stages.reduce((sum, stage) => sum + spent[stage], 0);
}
