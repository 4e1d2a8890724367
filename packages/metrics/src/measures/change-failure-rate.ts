import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { insufficient, measureShare } from './answers.ts';

/**
 * Share of the deployments to production that ended in the window and failed, or were rolled back.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` without a deployment
 */
export function changeFailureRate({ deployments }: BucketFacts): Measurement {
  if (deployments === null) return insufficient(0, 1);
  return measureShare(deployments.filter(({ failed }) => failed).length, deployments.length);
}
