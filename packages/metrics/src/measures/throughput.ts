import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureRate } from './answers.ts';

/**
 * Merged pull requests per developer-week present: a week in which the person opened, merged,
 * reviewed or committed anything. Buckets of all sizes have the same denominator, in weeks.
 *
 * @returns merged pull requests per developer-week, with an interval clustered by developer;
 *   `insufficient_data` while no one is present
 */
export function throughput(facts: BucketFacts): Measurement {
  return measureRate(
    facts.merged.map((pullRequest) => pullRequest.personId),
    facts.developerWeeks,
  );
}
