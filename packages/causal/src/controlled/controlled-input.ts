import type { Day } from '@uplift/metrics';

import type {
  BeforeAfterDeveloper,
  BeforeAfterInput,
  BeforeAfterPullRequest,
} from '../estimators/before-after-input.ts';

/** A developer of a controlled comparison. */
export type ControlledDeveloper = BeforeAfterDeveloper & {
  /** The team on the day of adoption; of one who never adopted, the last one. Null for none. */
  readonly teamId: number | null;
  /** First day with a licence, whether it was used or not; null or left out where none is known. */
  readonly seatedOn?: Day | null;
};

/** A pull request of a controlled comparison, with what the guards look at. */
export type ControlledPullRequest = BeforeAfterPullRequest & {
  /** Lines; null where unknown. */
  readonly additions: number | null;
  readonly deletions: number | null;
  /** Rounds of changes requested or of review again; null where unknown. */
  readonly reviewCycles: number | null;
  readonly state: 'open' | 'closed' | 'merged';
  /** Whether it was taken back within 30 days of its merge. */
  readonly reverted: boolean;
  /** Pull requests of bots take no part. */
  readonly authorship: 'agent' | 'assisted' | 'unmarked' | 'bot';
  readonly repositoryId: number;
};

/** What a controlled comparison is asked with; see `BeforeAfterInput` for the rest. */
export type ControlledInput = Omit<BeforeAfterInput, 'developers' | 'pullRequests'> & {
  readonly developers: readonly ControlledDeveloper[];
  readonly pullRequests: readonly ControlledPullRequest[];
};

/** The same input in one order, whatever order it came in. */
export function inControlledOrder(input: ControlledInput): ControlledInput {
  return {
    ...input,
    developers: input.developers.toSorted((a, b) => a.id - b.id),
    pullRequests: input.pullRequests.toSorted(compare),
  };
}

function compare(a: ControlledPullRequest, b: ControlledPullRequest): number {
  return (
    a.developerId - b.developerId ||
    a.openedAt.getTime() - b.openedAt.getTime() ||
    compareTexts(tieOf(a), tieOf(b))
  );
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function tieOf(pull: ControlledPullRequest): string {
  const { mergedAt, cycleTimeSeconds, additions, deletions, reviewCycles } = pull;
  const { state, reverted, authorship, repositoryId } = pull;
  return `${mergedAt?.getTime()} ${cycleTimeSeconds} ${additions} ${deletions} ${reviewCycles} ${state} ${reverted} ${authorship} ${repositoryId}`;
}

/** One line for each thing that the answer depends on, for its fingerprint. */
export function* controlledLines(input: ControlledInput): Generator<string> {
  const { measure, asOf, minimumGroup, seed, draws } = input;
  yield `controlled ${measure} ${asOf.toISOString()} ${minimumGroup} ${seed} ${draws}\n`;
  for (const developer of input.developers) {
    const { id, adoptedOn, status, firstActiveOn, lastActiveOn, teamId, seatedOn } = developer;
    yield `d ${id} ${status} ${adoptedOn} ${firstActiveOn} ${lastActiveOn} ${teamId} ${seatedOn ?? null}\n`;
  }
  for (const pull of input.pullRequests) {
    yield `p ${pull.developerId} ${pull.openedAt.getTime()} ${tieOf(pull)}\n`;
  }
}
