import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsOfMerged } from './stage-seconds.ts';

/**
 * Time that merged pull requests spent between the first human review and the standing approval.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function reviewTime(facts: BucketFacts): Measurement {
  return measurePercentiles(secondsOfMerged(facts, ['review']));
}
