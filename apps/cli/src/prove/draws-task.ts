import {
  pretendedDesigns,
  runDraw,
  type HistoryPopulation,
  type WorldRecord,
} from '@uplift/causal';

/** Some draws of a design over a history: what one thread is given at a time. */
export type DrawsTask = {
  readonly population: HistoryPopulation;
  readonly design: string;
  readonly seed: number;
  /** Indexes from here up to, and without, there. */
  readonly from: number;
  readonly to: number;
};

/**
 * Deals adoption out anew and asks every method about each draw; the function that threads run.
 *
 * @throws {RangeError} if no design has the name, or the history has no developers
 */
export function runDraws({
  population,
  design,
  seed,
  from,
  to,
}: DrawsTask): readonly WorldRecord[] {
  const known = pretendedDesigns.find(({ name }) => name === design);
  if (known === undefined) throw new RangeError(`no design is called ${design}`);
  return Array.from({ length: to - from }, (_, index) =>
    runDraw(population, known, { seed, index: from + index }),
  );
}
