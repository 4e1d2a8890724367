import { dayNumberAt, dayNumberOf, weekOf } from '../../calendar/days.ts';
import { createRandom } from '../../worlds/random.ts';
import { answersOf, proofMeasures, type WorldRecord } from '../study/run-world.ts';
import type { ProofWorld } from '../worlds/world.ts';
import { dealAdoption, type HistoryPopulation } from './deal-adoption.ts';
import type { PretendedDesign } from './pretended-design.ts';

/**
 * Deals adoption out anew over a history in which nothing was adopted, and asks every method about it.
 * Depends on the history, the design, the seed and the index alone.
 *
 * @param which - `index` tells the draws of a study apart
 * @throws {RangeError} if the history has no developers
 */
export function runDraw(
  population: HistoryPopulation,
  design: PretendedDesign,
  which: { readonly seed: number; readonly index: number },
): WorldRecord {
  if (population.developers.length === 0) throw new RangeError('a history without developers');
  const random = createRandom(which.seed).fork(which.index);
  const world = worldOf({
    ...population,
    developers: dealAdoption(population, design, random),
  });
  return {
    index: which.index,
    answers: proofMeasures.flatMap((measure) => answersOf(world, measure, which)),
  };
}

/** The history as a world in which adoption does nothing. */
function worldOf(input: HistoryPopulation): ProofWorld {
  const first = input.developers
    .map(({ firstActiveOn }) => firstActiveOn)
    .reduce((a, b) => (a < b ? a : b));
  const firstWeek = weekOf(dayNumberOf(first));
  return {
    input,
    firstWeek,
    weeks: Math.max(1, weekOf(dayNumberAt(input.asOf)) - firstWeek),
    automaticallyReviewed: new Set(),
    truth: { cycle_time: 0, throughput: 0 },
  };
}
