import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureShare } from './answers.ts';

/**
 * Share of the pull requests merged in the window that were reverted within 30 days of their merge.
 * It can still grow until the window is 30 days old.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` without a merge
 */
export function revertRate({ merged }: BucketFacts): Measurement {
  const reverted = merged.filter((pullRequest) => pullRequest.revertedWithin30Days);
  return measureShare(reverted.length, merged.length);
}
