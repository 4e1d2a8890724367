import {
  ComparisonResult,
  type Comparison,
  type ComparisonList,
  type ComparisonQuestion,
} from '@uplift/contracts';
import type { StoredComparison, StoredQuestion } from '@uplift/db';

import { hideSmall } from './hide-small.ts';

/**
 * A comparison with its question, and its answer once it is done.
 *
 * @param minimum - the least number of people that a figure may be about now
 */
export function toComparison(stored: StoredComparison, minimum: number): Comparison {
  return {
    ...summaryOf(stored),
    question: toQuestion(stored.question),
    failure: stored.failure,
    ...resultOf(stored, minimum),
  };
}

/** A question as it was asked, without the ids that it was resolved to. */
export function toQuestion(stored: StoredQuestion): ComparisonQuestion {
  const { tool, source, from, to, teams, seed, cohort, cohorts } = stored;
  return {
    tool,
    source,
    from,
    to,
    teams: teams === null ? null : [...teams],
    ...(cohort && { cohort }),
    ...(cohorts && { cohorts }),
    seed,
  };
}

/** A comparison as the list shows it. */
export function toListedComparison(
  stored: StoredComparison,
  minimum: number,
): ComparisonList['items'][number] {
  const result = resultOf(stored, minimum);
  return {
    ...summaryOf(stored),
    question: toQuestion(stored.question),
    ...(result !== null && { verdict: result.verdict, effect: result.effect }),
  };
}

function summaryOf(stored: StoredComparison) {
  const { id, name, measure, status, progress, createdAt, finishedAt } = stored;
  const { isFrozen: frozen, isPrimary: primary } = stored;
  return {
    id,
    name,
    measure,
    status,
    progress,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    frozen,
    primary,
  };
}

/** Answers on fewer clusters are indicative only. */
const FEW_CLUSTERS = 10;

/** The stored answer, held to the contract: it may have been written by another version. */
function resultOf({ result }: StoredComparison, minimum: number): ComparisonResult | null {
  if (result === null) return null;
  const { verdict, ...rest } = hideSmall(ComparisonResult.parse(result), minimum);
  return { verdict: { ...verdict, indicative: rest.n.clusters < FEW_CLUSTERS }, ...rest };
}
