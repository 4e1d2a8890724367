import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { insufficient, measureShare } from './answers.ts';

/**
 * Share of the developers present in the window who used a tool in it.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` while no one is present, or no source tells of
 *   use: unknown is not zero
 */
export function adoption({ presentPeople, activePeople }: BucketFacts): Measurement {
  if (activePeople === null) return insufficient(0, 1);
  return measureShare(activePeople.size, presentPeople.size);
}
