import { stages, type Stage } from '../facts.ts';
import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { mean } from '../stats/mean.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time from the first commit to the merge: all four stages, which sum to it exactly. Beside it stand
 * the means of the stages: medians of stages do not sum to the median, means do.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function cycleTime(facts: BucketFacts): Measurement {
  const measured = measurePercentiles(secondsOfMerged(facts, stages));
  if (measured.status !== 'measured') return measured;

  const meanOf = (stage: Stage): number => mean(secondsOfMerged(facts, [stage]));
  const means = {
    coding: meanOf('coding'),
    pickup: meanOf('pickup'),
    review: meanOf('review'),
    merge: meanOf('merge'),
  };
  // Summed anew, so that no rounding stands between the stages and their sum.
  const sum = stages.reduce((total, stage) => total + means[stage], 0);
  return { ...measured, mean: sum, stages: means };
}
