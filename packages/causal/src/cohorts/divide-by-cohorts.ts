import { addDays, dayOf, startOfDay, startOfWeek, type Day } from '@uplift/metrics';

import type { ComparisonExclusion, ComparisonResult } from '../comparison.ts';
import type {
  ControlledDeveloper,
  ControlledInput,
  ControlledPullRequest,
} from '../controlled/controlled-input.ts';

type Cohort = { readonly id: number; readonly name: string };

/** What a question says of cohorts: a population, or one against another. */
export type CohortQuestion = {
  readonly tool: string;
  /** Where dates of adoption come from. */
  readonly source: string;
  /** Where the window begins; null for all history. */
  readonly from: Day | null;
  readonly cohort?: Cohort;
  readonly cohorts?: {
    readonly treated: Cohort;
    readonly control: Cohort;
    /** The day on which all of the treated began; null: each by the own start. */
    readonly since: Day | null;
  };
};

type Population = Pick<ControlledInput, 'developers' | 'pullRequests' | 'asOf'>;

/** The people of each cohort, by its id. */
export type CohortPeople = ReadonlyMap<number, ReadonlySet<number>>;

/** A population with the part of each developer decided by cohorts, and what that left out. */
export type DividedPopulation = Population & {
  readonly leftOut: readonly ComparisonExclusion[];
};

type Part = {
  /** Null: takes no part. */
  readonly developer: ControlledDeveloper | null;
  /** Pull requests opened from this day on take none either. */
  readonly until: Day | null;
  readonly reason: 'in_both_cohorts' | 'treated_without_start' | 'control_adopted' | null;
};

/**
 * Divides a population as a question about cohorts says:
 *
 * - people outside of the cohorts have no part, nor have people of both of a pair;
 * - the treated are so from the common day on, else each from the own start with the tool: without
 *   one nobody can say since when;
 * - controls are taken as never treated, each up to the week in which they started with the tool
 *   themselves. Where the treated have a common day, a start before it changes nothing after it, and
 *   such a control stays.
 *
 * A start that is not known leaves its person out, as in every comparison.
 */
export function divideByCohorts(
  population: Population,
  question: CohortQuestion,
  people: CohortPeople,
): DividedPopulation {
  const isIn = (cohort: { readonly id: number } | undefined, id: number): boolean =>
    cohort === undefined || people.get(cohort.id)?.has(id) === true;
  const { cohort, cohorts: pair } = question;
  const parts = new Map<number, Part>();
  for (const developer of population.developers) {
    const { id } = developer;
    if (!isIn(cohort, id)) continue;
    const sides = { treated: isIn(pair?.treated, id), control: isIn(pair?.control, id) };
    if (pair === undefined) parts.set(id, whole(developer));
    else if (sides.treated || sides.control) parts.set(id, partOf(developer, sides, question));
  }
  return { ...population, ...cutTo(population, parts, question.from) };
}

function whole(developer: ControlledDeveloper): Part {
  return { developer, until: null, reason: null };
}

function partOf(
  developer: ControlledDeveloper,
  sides: { readonly treated: boolean; readonly control: boolean },
  { cohorts, from }: CohortQuestion,
): Part {
  const since = cohorts?.since ?? null;
  if (sides.treated && sides.control) {
    return { developer: null, until: null, reason: 'in_both_cohorts' };
  }
  if (sides.treated && since !== null) {
    return whole({ ...developer, adoptedOn: since, status: 'known' });
  }
  if (!sides.treated) return controlPart(developer, { since, from });
  if (developer.status !== 'never') return whole(developer);
  return { developer: null, until: null, reason: 'treated_without_start' };
}

function controlPart(
  developer: ControlledDeveloper,
  { since, from }: { readonly since: Day | null; readonly from: Day | null },
): Part {
  const { adoptedOn, status } = developer;
  if (status === 'unknown') return whole(developer);
  const control = { ...developer, adoptedOn: null, status: 'never' as const };
  if (adoptedOn === null || (since !== null && adoptedOn < since)) return whole(control);

  // The week of the start is half of each: it goes with what follows.
  const until = dayOf(startOfWeek(startOfDay(adoptedOn)));
  const lastDay = addDays(until, -1);
  const first = from !== null && from > developer.firstActiveOn ? from : developer.firstActiveOn;
  const lastActiveOn = developer.lastActiveOn < lastDay ? developer.lastActiveOn : lastDay;
  const cut = first <= lastActiveOn ? { ...control, lastActiveOn } : null;
  return { developer: cut, until, reason: 'control_adopted' };
}

function cutTo(
  { pullRequests, asOf }: Population,
  parts: ReadonlyMap<number, Part>,
  from: Day | null,
): Omit<DividedPopulation, 'asOf'> {
  const kept: ControlledPullRequest[] = [];
  const leftOut = new Map<string, { developers: number; pullRequests: number }>();
  for (const { reason } of parts.values()) {
    if (reason === null) continue;
    const tally = leftOut.get(reason) ?? { developers: 0, pullRequests: 0 };
    leftOut.set(reason, { ...tally, developers: tally.developers + 1 });
  }
  for (const pullRequest of pullRequests) {
    const part = parts.get(pullRequest.developerId);
    const { openedAt } = pullRequest;
    const isAsked = openedAt < asOf && (from === null || openedAt >= startOfDay(from));
    if (part === undefined || !isAsked) continue;
    const { developer, until, reason } = part;
    const isBefore = until === null || openedAt < startOfDay(until);
    const tally = reason === null ? undefined : leftOut.get(reason);
    if (developer !== null && isBefore) kept.push(pullRequest);
    else if (tally !== undefined) tally.pullRequests += 1;
  }
  return {
    developers: [...parts.values()].flatMap(({ developer }) => developer ?? []),
    pullRequests: kept,
    leftOut: [...leftOut].map(([reason, counts]) => ({ reason, ...counts })),
  };
}

/** The answer with what cohorts had to do with it, in words and exclusions. */
export function toldOfCohorts(
  result: ComparisonResult,
  question: CohortQuestion,
  leftOut: DividedPopulation['leftOut'],
): ComparisonResult {
  const words = wordsOf(question);
  if (words === '') return result;
  const { method, exclusions } = result;
  return {
    ...result,
    exclusions: [...leftOut, ...exclusions],
    method: { ...method, words: `${method.words}${words}` },
  };
}

function wordsOf({ cohort, cohorts, tool, source }: CohortQuestion): string {
  const population = cohort === undefined ? '' : ` Only people of the cohort "${cohort.name}".`;
  if (cohorts === undefined) return population;
  const { treated, control, since } = cohorts;
  const start = `start with ${tool} (${source})`;
  const pair =
    since === null
      ? ` Treated are the people of the cohort "${treated.name}", each from their own ${start} on, and not yet treated before; ` +
        `controls those of "${control.name}", each up to the week of an own start.`
      : ` Treated are the people of the cohort "${treated.name}", all from ${since} on; ` +
        `controls those of "${control.name}", each up to the week of a ${start} after that day.`;
  return population + pair;
}
