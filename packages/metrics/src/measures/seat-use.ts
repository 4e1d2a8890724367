import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { insufficient, measureShare } from './answers.ts';

/**
 * Share of the seats, by the last seat list of the window, whose holder was active in the 28 days
 * before it.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` without a seat list in the window
 */
export function seatUse({ seats }: BucketFacts): Measurement {
  return seats === null ? insufficient(0, 1) : measureShare(seats.activeIn28Days, seats.total);
}
