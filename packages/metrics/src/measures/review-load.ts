import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureRate } from './answers.ts';

/**
 * Reviews per reviewer-week: a week in which the person reviewed anything.
 *
 * @returns reviews per reviewer-week, with an interval clustered by reviewer; `insufficient_data`
 *   while no one reviews
 */
export function reviewLoad(facts: BucketFacts): Measurement {
  return measureRate(
    facts.reviews.map((review) => review.reviewerId),
    facts.reviewerWeeks,
  );
}
