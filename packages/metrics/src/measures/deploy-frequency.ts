import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { insufficient, measureCount } from './answers.ts';

/**
 * Deployments to production that succeeded in the window.
 *
 * @returns a count; `insufficient_data` where no deployment is known at all
 */
export function deployFrequency({ deployments }: BucketFacts): Measurement {
  if (deployments === null) return insufficient(0, 1);
  return measureCount(deployments.filter(({ succeeded }) => succeeded).length);
}
