import type { Measurement } from '../measurement.ts';
import type { BucketFacts, MeasuredPullRequest } from '../rollups/bucket-facts.ts';
import { measurePercentiles } from './answers.ts';

/**
 * Time from ready for review to the first review by an AI reviewer, of merged pull requests that
 * had one; zero if it came while the pull request was a draft.
 *
 * @returns seconds; `insufficient_data` below five pull requests
 */
export function aiReviewTurnaround(facts: BucketFacts): Measurement {
  return measurePercentiles(facts.merged.flatMap(turnaroundSeconds));
}

function turnaroundSeconds({ readyAt, firstAiReviewAt }: MeasuredPullRequest): number[] {
  if (readyAt === null || firstAiReviewAt === null) return [];
  return [Math.max(0, (firstAiReviewAt.getTime() - readyAt.getTime()) / 1000)];
}
