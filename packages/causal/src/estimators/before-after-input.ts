import type { Day } from '@uplift/metrics';

/** Pull requests are followed for 28 days; a longer or unfinished one counts as this long. */
export const HORIZON_SECONDS = 28 * 86_400;
/** A shorter cycle time counts as a minute. */
export const FLOOR_SECONDS = 60;

export type BeforeAfterMeasure = 'cycle_time' | 'throughput';

export type BeforeAfterDeveloper = {
  readonly id: number;
  /** First day with the tool; null unless the status is `known`. */
  readonly adoptedOn: Day | null;
  readonly status: 'known' | 'unknown' | 'never';
  readonly firstActiveOn: Day;
  readonly lastActiveOn: Day;
};

export type BeforeAfterPullRequest = {
  /** The responsible human. */
  readonly developerId: number;
  readonly openedAt: Date;
  readonly mergedAt: Date | null;
  /** First commit to merge; null for unmerged pull requests. */
  readonly cycleTimeSeconds: number | null;
};

export type BeforeAfterInput = {
  readonly measure: BeforeAfterMeasure;
  readonly developers: readonly BeforeAfterDeveloper[];
  readonly pullRequests: readonly BeforeAfterPullRequest[];
  /** The instant up to which the data is complete. */
  readonly asOf: Date;
  /** Fewest developers, with both sides, of whom anything is shown. */
  readonly minimumGroup: number;
  readonly seed: number;
  /** Bootstrap draws; 999 is usual. */
  readonly draws: number;
};

/** The same input in one order, whatever order it came in. */
export function inOrder(input: BeforeAfterInput): BeforeAfterInput {
  return {
    ...input,
    developers: input.developers.toSorted((a, b) => a.id - b.id),
    pullRequests: input.pullRequests.toSorted(byDeveloperAndTime),
  };
}

function byDeveloperAndTime(a: BeforeAfterPullRequest, b: BeforeAfterPullRequest): number {
  return (
    a.developerId - b.developerId ||
    a.openedAt.getTime() - b.openedAt.getTime() ||
    (a.mergedAt?.getTime() ?? 0) - (b.mergedAt?.getTime() ?? 0) ||
    (a.cycleTimeSeconds ?? 0) - (b.cycleTimeSeconds ?? 0)
  );
}

/** One line for each thing that the answer depends on, for its fingerprint. */
export function* linesOf(input: BeforeAfterInput): Generator<string> {
  const { measure, asOf, minimumGroup, seed, draws } = input;
  yield `${measure} ${asOf.toISOString()} ${minimumGroup} ${seed} ${draws}\n`;
  for (const { id, adoptedOn, status, firstActiveOn, lastActiveOn } of input.developers) {
    yield `d ${id} ${status} ${adoptedOn} ${firstActiveOn} ${lastActiveOn}\n`;
  }
  for (const { developerId, openedAt, mergedAt, cycleTimeSeconds } of input.pullRequests) {
    yield `p ${developerId} ${openedAt.getTime()} ${mergedAt?.getTime()} ${cycleTimeSeconds}\n`;
  }
}
