import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';

/**
 * Time from the first commit of a pull request to the success of the deployment that brought it to
 * production, of those deployed in the window.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function leadTime({ leadSeconds }: BucketFacts): Measurement {
  return measurePercentiles(leadSeconds);
}
