import { EventEmitter, once } from 'node:events';

import type { WorldRecord } from '@uplift/causal';
import { describe, expect, it } from 'vitest';

import type { Progress } from '../terminal/progress.ts';
import { runStudy } from './run-study.ts';
import { runWorlds, type WorldsTask } from './worlds-task.ts';

const nothing: readonly WorldRecord[] = [];

describe('runStudy', () => {
  it('hands out every world of every setting once, ten at a time', async () => {
    const tasks: WorldsTask[] = [];

    await runStudy(
      { settings: ['usual', 'drift'], worlds: 23, seed: 4 },
      {
        run: (task) => {
          tasks.push(task);
          return Promise.resolve(nothing);
        },
        onProgress: () => undefined,
      },
    );

    const spans = (setting: string) =>
      tasks.filter((task) => task.setting === setting).map(({ from, to }) => [from, to]);
    expect(spans('usual')).toStrictEqual([
      [0, 10],
      [10, 20],
      [20, 23],
    ]);
    expect(spans('drift')).toStrictEqual(spans('usual'));
    expect(new Set(tasks.map(({ seed }) => seed))).toStrictEqual(new Set([4]));
  });

  it('comes to the same totals whichever task is done first', async () => {
    const options = { settings: ['clusters-5'], worlds: 11, seed: 1 };
    const progress: Progress[] = [];
    const first = new EventEmitter();
    const second = once(first, 'done');

    const inOrder = await runStudy(options, {
      run: (task) => Promise.resolve(runWorlds(task)),
      onProgress: (step) => progress.push(step),
    });
    const lastFirst = await runStudy(options, {
      run: async (task) => {
        if (task.from === 0) await second;
        else first.emit('done');
        return runWorlds(task);
      },
      onProgress: () => undefined,
    });

    expect(lastFirst).toStrictEqual(inOrder);
    expect(inOrder[0]).toMatchObject({ setting: 'clusters-5', method: 'uplift', worlds: 11 });
    expect(progress.at(-1)).toMatchObject({ done: 11, total: 11 });
  }, 60_000);

  it('gives up as soon as a task is given up', async () => {
    const study = runStudy(
      { settings: ['usual'], worlds: 20, seed: 1 },
      { run: () => Promise.reject(new Error('cancelled')), onProgress: () => undefined },
    );

    await expect(study).rejects.toThrow('cancelled');
  });
});

describe('runWorlds', () => {
  it('refuses a setting that does not exist', () => {
    expect(() => runWorlds({ setting: 'paradise', seed: 1, from: 0, to: 1 })).toThrow(
      'no setting is called paradise',
    );
  });
});
