import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';
import { secondsIn } from './stage-seconds.ts';

/**
 * Time that merged pull requests were in the making: before they were ready, and as drafts. Those of
 * unknown commits are left out, since their start is unknown.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function codingTime(facts: BucketFacts): Measurement {
  return measurePercentiles(
    facts.merged
      .filter((pullRequest) => !pullRequest.commitsUnknown)
      .flatMap((pullRequest) => secondsIn(pullRequest, ['coding'])),
  );
}
