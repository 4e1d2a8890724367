import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time from ready for review to the merge, with draft spells taken out.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function timeToMerge(facts: BucketFacts): Measurement {
  return measurePercentiles(secondsOfMerged(facts, ['pickup', 'review', 'merge']));
}
