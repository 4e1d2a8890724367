import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { stages } from '../facts.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time from the first commit to the merge: all four stages, which sum to it exactly.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function cycleTime(facts: BucketFacts): Measurement {
  return measurePercentiles(secondsOfMerged(facts, stages));
}
