import {
  comparisonMeasures,
  comparisonMethods,
  type ComparisonOverrides,
  type ComparisonRequest,
} from '@uplift/contracts';
import type { StoredComparison } from '@uplift/db';
import { startOfDay, type Day } from '@uplift/metrics';
import { z } from 'zod';

const LONGEST_NAME = 200;
const SUFFIX = ' (copy)';
const Asked = z.object({ measure: z.enum(comparisonMeasures), method: z.enum(comparisonMethods) });

/**
 * The question of a saved comparison asked again, but for what is asked otherwise. A copy of the very
 * question is named as one; another question gets a name of its own.
 *
 * @throws {z.ZodError} if it was saved with a measure or method that is not known any more
 */
export function askAgain(
  stored: StoredComparison,
  overrides: ComparisonOverrides,
): ComparisonRequest {
  const { tool, source, from, to, teamIds, seed } = stored.question;
  const { measure, method } = Asked.parse(stored);
  const { measure: otherMeasure, tool: otherTool, teams: otherTeams } = overrides;
  const { cohort: otherCohort, cohorts: otherPair } = overrides;
  const isOther = [otherMeasure, otherTool, otherTeams, otherCohort, otherPair].some(
    (own) => own !== undefined,
  );
  const copied = `${stored.name.slice(0, LONGEST_NAME - SUFFIX.length)}${SUFFIX}`;
  const name = overrides.name ?? (isOther ? undefined : copied);
  const teams = otherTeams === undefined ? teamIds?.map(String) : (otherTeams ?? undefined);
  const start = overrides.from === undefined ? instantOf(from) : (overrides.from ?? undefined);
  const end = overrides.to === undefined ? instantOf(to) : (overrides.to ?? undefined);
  return {
    measure: otherMeasure ?? measure,
    method: overrides.method ?? method,
    tool: otherTool ?? tool,
    seed: overrides.seed ?? seed,
    source: overrides.source ?? (otherTool === undefined ? source : undefined),
    name,
    teams: teams === undefined ? undefined : [...teams],
    cohort: otherCohort === undefined ? cohortOf(stored) : (otherCohort ?? undefined),
    cohorts: otherPair === undefined ? pairOf(stored) : (otherPair ?? undefined),
    from: start,
    to: end,
  };
}

function cohortOf({ question: { cohort } }: StoredComparison): ComparisonRequest['cohort'] {
  return cohort && String(cohort.id);
}

function pairOf({ question: { cohorts } }: StoredComparison): ComparisonRequest['cohorts'] {
  if (cohorts === undefined) return undefined;
  const { treated, control, since } = cohorts;
  return { treated: String(treated.id), control: String(control.id), since: instantOf(since) };
}

function instantOf(day: Day | null): Date | undefined {
  return day === null ? undefined : startOfDay(day);
}
