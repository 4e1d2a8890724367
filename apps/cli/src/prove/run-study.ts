import { summariseSetting, type ProofRow, type WorldRecord } from '@uplift/causal';

import type { StudyDependencies } from './in-threads.ts';
import { settingOf, type WorldsTask } from './worlds-task.ts';

/** Worlds that are handed to a thread at a time: enough to make the handing over nothing. */
const WORLDS_PER_TASK = 10;

/** What is asked for. */
export type StudyOptions = {
  readonly settings: readonly string[];
  /** Worlds of every setting. */
  readonly worlds: number;
  readonly seed: number;
};

/**
 * Runs all worlds of all settings. Totals do not depend on how many threads there are, nor on which of
 * them is done first.
 */
export async function runStudy(
  options: StudyOptions,
  { run, onProgress }: StudyDependencies<WorldsTask, readonly WorldRecord[]>,
): Promise<readonly ProofRow[]> {
  const total = options.settings.length * options.worlds;
  let done = 0;
  const ofSettings = options.settings.map(async (setting) => {
    const chunks = tasksOf(setting, options).map(async (task) => {
      const records = await run(task);
      done += records.length;
      onProgress({ label: 'Worlds', done, total, remark: setting });
      return records;
    });
    return summariseSetting(settingOf(setting), (await Promise.all(chunks)).flat());
  });
  return (await Promise.all(ofSettings)).flat();
}

function tasksOf(setting: string, { seed, worlds }: StudyOptions): readonly WorldsTask[] {
  return Array.from({ length: Math.ceil(worlds / WORLDS_PER_TASK) }, (_, index) => ({
    setting,
    seed,
    from: index * WORLDS_PER_TASK,
    to: Math.min(worlds, (index + 1) * WORLDS_PER_TASK),
  }));
}
