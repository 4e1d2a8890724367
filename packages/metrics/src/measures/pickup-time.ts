import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time that merged pull requests waited, ready, for a first human review; to the merge where none
 * came.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function pickupTime(facts: BucketFacts): Measurement {
  return measurePercentiles(secondsOfMerged(facts, ['pickup']));
}
