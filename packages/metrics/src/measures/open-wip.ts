import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureCount } from './answers.ts';

/** Pull requests open at the end of the window, drafts included. */
export function openWip(facts: BucketFacts): Measurement {
  return measureCount(facts.openAtEnd);
}
