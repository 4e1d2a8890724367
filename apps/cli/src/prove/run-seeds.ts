import { shareOf, type Share } from '@uplift/causal';

import type { StudyDependencies } from './in-threads.ts';
import type { SeedRecord, SeedTask } from './seed-task.ts';

/** How often intervals hold what the demo had put in. */
export type SeedStudy = {
  /** By seed. */
  readonly records: readonly SeedRecord[];
  readonly controlled: Share;
  readonly naive: Share;
  /** Mean of `ln((100 + estimate) / (100 + truth))` over the seeds with an estimate, in percent. */
  readonly bias: number | null;
};

/** What is asked for: the demo of `seeds` seeds, from `seed` on. */
export type SeedStudyOptions = SeedTask & { readonly seeds: number };

/** Plays the demo of each seed. */
export async function runSeeds(
  { seeds, ...first }: SeedStudyOptions,
  { run, onProgress }: StudyDependencies<SeedTask, SeedRecord>,
): Promise<SeedStudy> {
  let done = 0;
  const playing = Array.from({ length: seeds }, async (_, index) => {
    const record = await run({ ...first, seed: first.seed + index });
    done += 1;
    onProgress({ label: 'Demos', done, total: seeds, remark: `seed ${record.seed}` });
    return record;
  });
  return summariseSeeds(await Promise.all(playing));
}

/** Totals of the seeds. */
export function summariseSeeds(records: readonly SeedRecord[]): SeedStudy {
  const held = (of: 'controlled' | 'naive') =>
    shareOf(records.filter((record) => record[of].holds).length, records.length);
  const deviations = records.flatMap(({ controlled: { percent }, truth }) =>
    percent === null ? [] : [100 * Math.log((100 + percent) / (100 + truth))],
  );
  return {
    records,
    controlled: held('controlled'),
    naive: held('naive'),
    bias:
      deviations.length === 0
        ? null
        : deviations.reduce((sum, own) => sum + own, 0) / deviations.length,
  };
}
