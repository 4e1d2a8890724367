import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureCount } from './answers.ts';

/** Pull requests merged in the window. */
export function merged(facts: BucketFacts): Measurement {
  return measureCount(facts.merged.length);
}
