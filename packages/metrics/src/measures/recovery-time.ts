import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { insufficient, measurePercentiles } from './answers.ts';

/**
 * Time from a failed deployment of the window to the next success in its environment; from the
 * deployment itself where it was rolled back. Those not made good yet are left out.
 *
 * @returns seconds; `insufficient_data` below five failures
 */
export function recoveryTime({ deployments }: BucketFacts): Measurement {
  if (deployments === null) return insufficient(0, 1);
  const sample = deployments.flatMap(({ at, failed, recoveredAt }) =>
    failed && recoveredAt !== null ? [(recoveredAt.getTime() - at.getTime()) / 1000] : [],
  );
  return measurePercentiles(sample);
}
