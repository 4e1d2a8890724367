import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsIn } from './stage-seconds.ts';

/**
 * Time that a ready pull request waited for its first human review, of merged and reviewed pull
 * requests only.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function reviewTurnaround(facts: BucketFacts): Measurement {
  return measurePercentiles(
    facts.merged
      .filter((pullRequest) => pullRequest.firstReviewAt !== null)
      .flatMap((pullRequest) => secondsIn(pullRequest, ['pickup'])),
  );
}
