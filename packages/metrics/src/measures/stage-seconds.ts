import type { Stage } from '../facts.ts';
import { endOf, type BucketFacts, type MeasuredPullRequest } from '../rollups/bucket-facts.ts';

/** Seconds that each merged pull request of the bucket spent in the stages together. */
export function secondsOfMerged(facts: BucketFacts, stages: readonly Stage[]): number[] {
  return facts.merged.flatMap((pullRequest) => secondsIn(pullRequest, stages));
}

/** Seconds that one pull request spent in the stages together, or nothing while that is unknown. */
export function secondsIn(pullRequest: MeasuredPullRequest, stages: readonly Stage[]): number[] {
  const { stageSeconds } = pullRequest;
  if (stageSeconds === null || endOf(pullRequest) === null) return [];
  return [stages.reduce((sum, stage) => sum + stageSeconds[stage], 0)];
}
