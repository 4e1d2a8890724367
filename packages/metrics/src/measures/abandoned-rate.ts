import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureShare } from './answers.ts';

/**
 * Share of the pull requests closed in the window that were closed without a merge.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` if none closed
 */
export function abandonedRate({ closed }: BucketFacts): Measurement {
  const abandoned = closed.filter((pullRequest) => pullRequest.mergedAt === null);
  return measureShare(abandoned.length, closed.length);
}
