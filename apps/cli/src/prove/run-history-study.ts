import {
  pretendedDesigns,
  summariseDraws,
  type DrawRow,
  type HistoryPopulation,
  type WorldRecord,
} from '@uplift/causal';

import type { DrawsTask } from './draws-task.ts';
import type { StudyDependencies } from './in-threads.ts';

/** Draws that are handed to a thread at a time. */
const DRAWS_PER_TASK = 10;

/** The totals of a design. */
export type DesignRow = DrawRow & { readonly design: string };

/** What is asked for: `draws` in total, dealt out evenly over the designs. */
export type HistoryStudyOptions = {
  readonly population: HistoryPopulation;
  readonly draws: number;
  readonly seed: number;
};

/**
 * Deals adoption out over a history in which nothing was adopted, by every design, and counts what is
 * claimed; the last rows, of the design `all`, are of all draws together.
 */
export async function runHistoryStudy(
  { population, draws, seed }: HistoryStudyOptions,
  { run, onProgress }: StudyDependencies<DrawsTask, readonly WorldRecord[]>,
): Promise<readonly DesignRow[]> {
  let done = 0;
  const ofDesigns = pretendedDesigns.map(async ({ name }, place) => {
    const own = Math.floor((draws + place) / pretendedDesigns.length);
    const chunks = spansOf(own).map(async (span) => {
      const records = await run({ population, design: name, seed, ...span });
      done += records.length;
      onProgress({ label: 'Draws', done, total: draws, remark: name });
      return records;
    });
    return { design: name, records: (await Promise.all(chunks)).flat() };
  });
  const all = await Promise.all(ofDesigns);
  return [...all, { design: 'all', records: all.flatMap(({ records }) => records) }].flatMap(
    ({ design, records }) => summariseDraws(records).map((row) => ({ design, ...row })),
  );
}

function spansOf(draws: number) {
  return Array.from({ length: Math.ceil(draws / DRAWS_PER_TASK) }, (_, index) => ({
    from: index * DRAWS_PER_TASK,
    to: Math.min(draws, (index + 1) * DRAWS_PER_TASK),
  }));
}
