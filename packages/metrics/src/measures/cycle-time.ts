import { stages, type Stage } from '../facts.ts';
import type { Measurement, WorkingFigures } from '../measurement.ts';
import { endOf, type BucketFacts, type WorkingTime } from '../rollups/bucket-facts.ts';
import { mean } from '../stats/mean.ts';
import { sumOfStages } from '../working-hours/working-stage-seconds.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time from the first commit to the merge: all four stages, which sum to it exactly. Beside it stand
 * the means of the stages: medians of stages do not sum to the median, means do. And the same by the
 * clock of working hours, where that is known of every pull request, by one calendar.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function cycleTime(facts: BucketFacts): Measurement {
  const measured = measurePercentiles(secondsOfMerged(facts, stages));
  if (measured.status !== 'measured') return measured;

  const means = meansByStage((stage) => secondsOfMerged(facts, [stage]));
  const working = workingFigures(facts);
  return {
    ...measured,
    mean: sumOfStages(means),
    stages: means,
    ...(working !== null && { working }),
  };
}

/** The means of the stages, to be summed anew: no rounding stands between them and their sum. */
function meansByStage(secondsIn: (stage: Stage) => readonly number[]): Record<Stage, number> {
  return {
    coding: mean(secondsIn('coding')),
    pickup: mean(secondsIn('pickup')),
    review: mean(secondsIn('review')),
    merge: mean(secondsIn('merge')),
  };
}

/** Null unless every pull request that is measured was timed by the same calendar. */
function workingFigures({ merged }: BucketFacts): WorkingFigures | null {
  const counted = merged.filter((row) => row.stageSeconds !== null && endOf(row) !== null);
  const timed = counted.flatMap(({ working = null }) => (working === null ? [] : [working]));
  const calendar = timed[0]?.calendar;
  if (calendar === undefined || timed.length < counted.length) return null;
  if (timed.some((one) => one.calendar !== calendar)) return null;
  return { calendar, ...figuresOf(timed) };
}

function figuresOf(timed: readonly WorkingTime[]): Omit<WorkingFigures, 'calendar'> {
  const measured = measurePercentiles(timed.map(({ stageSeconds }) => sumOfStages(stageSeconds)));
  if (measured.status !== 'measured') throw new RangeError('fewer were timed than are measured');
  const { value, p75, p90, interval } = measured;
  const means = meansByStage((stage) => timed.map(({ stageSeconds }) => stageSeconds[stage]));
  return { value, p75, p90, interval, mean: sumOfStages(means), stages: means };
}
