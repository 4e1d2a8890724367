import { divideByCohorts, type DividedPopulation } from '@uplift/causal';
import {
  findCohortMembers,
  findComparedDevelopers,
  findComparedNames,
  findComparedPullRequests,
  findEndOfActivity,
  type ComparedName,
  type StoredQuestion,
  type Transaction,
} from '@uplift/db';
import { startOfDay } from '@uplift/metrics';

import { byStandingOrder, idsOf, numberedAnew } from './standing-order.ts';

/**
 * The population of a question, as it is now and up to the last day of which anything is known. Its
 * people, repositories and teams are numbered in their standing order.
 */
export async function readPopulation(
  tx: Transaction,
  question: StoredQuestion,
  now: Date,
): Promise<DividedPopulation> {
  const end = (await findEndOfActivity(tx)) ?? now;
  const ends = [end, now, ...(question.to === null ? [] : [startOfDay(question.to)])];
  const population = {
    developers: await findComparedDevelopers(tx, question),
    pullRequests: await findComparedPullRequests(tx, question),
    asOf: new Date(Math.min(...ends.map((instant) => instant.getTime()))),
  };
  const { cohort, cohorts: pair } = question;
  const ids = [cohort, pair?.treated, pair?.control].flatMap((asked) => asked?.id ?? []);
  const divided = divideByCohorts(population, question, await findCohortMembers(tx, ids));
  return inStandingOrder(tx, divided);
}

async function inStandingOrder(
  tx: Transaction,
  population: DividedPopulation,
): Promise<DividedPopulation> {
  const names = await findComparedNames(tx, idsOf(population));
  return numberedAnew(population, {
    people: inOrder(names.people),
    repositories: inOrder(names.repositories),
    teams: inOrder(names.teams),
  });
}

function inOrder(named: readonly ComparedName[]): readonly number[] {
  return named.toSorted(byStandingOrder).map(({ id }) => id);
}
