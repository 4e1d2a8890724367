import type { PullRequestFact, Stage } from '../facts.ts';

/** Calendar seconds spent in each stage, fractions kept. */
export type StageSeconds = Readonly<Record<Stage, number>>;

/**
 * How long a pull request was in each stage. The stages of a merged pull request add up to its
 * cycle time, exactly.
 *
 * @param fact - its segments are added up
 * @param asOf - until when an open pull request is counted; an ended one needs none
 * @throws {RangeError} if the pull request is open and `asOf` is `null`
 */
export function stageSeconds(
  fact: Pick<PullRequestFact, 'segments'>,
  asOf: Date | null,
): StageSeconds {
  const milliseconds = { coding: 0, pickup: 0, review: 0, merge: 0 };
  for (const { stage, from, to } of fact.segments) {
    const until = to ?? asOf;
    if (until === null) throw new RangeError('an open pull request has stages up to an instant');
    milliseconds[stage] += Math.max(0, until.getTime() - from.getTime());
  }
  return {
    coding: milliseconds.coding / 1000,
    pickup: milliseconds.pickup / 1000,
    review: milliseconds.review / 1000,
    merge: milliseconds.merge / 1000,
  };
}

/** First commit to merge, in calendar seconds, never negative; `null` for an unmerged one. */
export function cycleTimeSeconds(
  fact: Pick<PullRequestFact, 'segments' | 'mergedAt'>,
): number | null {
  if (fact.mergedAt === null) return null;
  const milliseconds = fact.segments.map(({ from, to }) => (to?.getTime() ?? 0) - from.getTime());
  return milliseconds.reduce((sum, length) => sum + length, 0) / 1000;
}
