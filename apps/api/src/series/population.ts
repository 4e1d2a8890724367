import {
  findPopulation,
  findPopulationVersion,
  type PopulationRequest,
  type Transaction,
} from '@uplift/db';

import { createPopulationMemory } from './population-memory.ts';

/** Some 20 MB. */
const MOST_PEOPLE = 500_000;

/** One for the process: a version is of one organisation in one database. */
const memory = createPopulationMemory(MOST_PEOPLE);

/**
 * As `findPopulation` finds it, from memory where nothing has changed since that may change the
 * answer. The version is read first: what is found right after a change is kept for the state before,
 * which nobody reads any more, and never the other way round.
 */
export async function readPopulation(
  tx: Transaction,
  request: PopulationRequest,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const version = await findPopulationVersion(tx);
  const { from, to, team, repository, cohort, authorship, by } = request;
  const key = JSON.stringify([version, from, to, team, repository, cohort, authorship, by]);
  return memory.find(key, () => findPopulation(tx, request));
}
