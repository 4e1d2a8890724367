import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time that merged pull requests waited, approved, for their merge.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function mergeTime(facts: BucketFacts): Measurement {
  return measurePercentiles(secondsOfMerged(facts, ['merge']));
}
