import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';

/**
 * Rounds of review, changes requested or asked for again, that merged pull requests went through.
 *
 * @returns rounds; `insufficient_data` below five pull requests
 */
export function reviewCycles(facts: BucketFacts): Measurement {
  return measurePercentiles(facts.merged.map((pullRequest) => pullRequest.reviewCycles));
}
