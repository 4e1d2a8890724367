import type { BeforeAfterMeasure, ControlledInput } from '@uplift/causal';
import type { ComparedDeveloper, ComparedPullRequest, StoredQuestion } from '@uplift/db';
import { addDays, dayOf, MINIMUM_GROUP, startOfDay } from '@uplift/metrics';

/** Draws of the bootstrap. */
const DRAWS = 999;

/** The population of a comparison, and until when its data is complete. */
export type ComparedPopulation = {
  readonly developers: readonly ComparedDeveloper[];
  readonly pullRequests: readonly ComparedPullRequest[];
  readonly asOf: Date;
};

/** What is asked of a population. */
export type PopulationQuestion = Pick<StoredQuestion, 'from' | 'seed'> & {
  readonly measure: BeforeAfterMeasure;
  /** Developers of whom nothing is shown if they are fewer; as usual, unless told. */
  readonly minimumGroup?: number;
};

/** The population as an estimator takes it, cut to the window that is asked about. */
export function comparisonInput(
  { developers, pullRequests, asOf }: ComparedPopulation,
  { from, measure, seed, minimumGroup = MINIMUM_GROUP }: PopulationQuestion,
): ControlledInput {
  const window = { from, asOf };
  return {
    measure,
    developers: developers.flatMap((developer) => within(developer, window)),
    pullRequests: pullRequests.filter((pullRequest) => isWithin(pullRequest, window)),
    asOf,
    minimumGroup,
    seed,
    draws: DRAWS,
  };
}

type ComparedWindow = { readonly from: StoredQuestion['from']; readonly asOf: Date };

/** A developer's presence cut to the window; nothing if none of it lies within. */
function within(developer: ComparedDeveloper, { from, asOf }: ComparedWindow): ComparedDeveloper[] {
  const lastDay = addDays(dayOf(asOf), -1);
  const firstActiveOn =
    from !== null && from > developer.firstActiveOn ? from : developer.firstActiveOn;
  const lastActiveOn = developer.lastActiveOn < lastDay ? developer.lastActiveOn : lastDay;
  return firstActiveOn <= lastActiveOn ? [{ ...developer, firstActiveOn, lastActiveOn }] : [];
}

function isWithin({ openedAt }: ComparedPullRequest, { from, asOf }: ComparedWindow): boolean {
  return openedAt < asOf && (from === null || openedAt >= startOfDay(from));
}
