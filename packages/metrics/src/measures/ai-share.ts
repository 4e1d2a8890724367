import type { Measurement } from '../measurement.ts';
import type { BucketFacts } from '../rollups/bucket-facts.ts';
import { measureShare } from './answers.ts';

/**
 * Share of the merged pull requests that an AI agent wrote or assisted with, as far as disclosed.
 * In a scope of one authorship it is the share of that grade among all merges, so that a breakdown
 * by authorship shows the whole. Pull requests of other bots count only where they are asked for.
 *
 * @returns a share in `[0, 1]`; `insufficient_data` without a merge
 */
export function aiShare({ authorship, mergedByAuthorship }: BucketFacts): Measurement {
  const { agent, assisted, unmarked, bot } = mergedByAuthorship;
  const whole = agent + assisted + unmarked + (authorship === 'bot' ? bot : 0);
  const part = authorship === null ? agent + assisted : mergedByAuthorship[authorship];
  return measureShare(part, whole);
}
