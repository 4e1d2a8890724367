import type { Measurement } from '../measurement.ts';
import type { BucketFacts, MeasuredPullRequest } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';

/**
 * Lines added and deleted by merged pull requests whose size is known.
 *
 * @returns lines; `insufficient_data` below five pull requests
 */
export function prSize(facts: BucketFacts): Measurement {
  return measurePercentiles(facts.merged.flatMap(changedLines));
}

function changedLines({ additions, deletions }: MeasuredPullRequest): number[] {
  return additions === null || deletions === null ? [] : [additions + deletions];
}
