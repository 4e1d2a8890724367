import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureCount } from './answers.ts';

/** Pull requests opened in the window. */
export function opened(facts: BucketFacts): Measurement {
  return measureCount(facts.opened.length);
}
