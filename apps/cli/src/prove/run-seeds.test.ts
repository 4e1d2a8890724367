import { describe, expect, it } from 'vitest';

import { runSeeds, summariseSeeds } from './run-seeds.ts';
import { seedLines } from './seed-lines.ts';
import type { SeedRecord, SeedTask } from './seed-task.ts';

const record = (changes: Partial<SeedRecord>): SeedRecord => ({
  seed: 1,
  truth: -12,
  controlled: { percent: -12, interval: [-18, -5], holds: true },
  naive: { percent: -30, interval: [-35, -25], holds: false },
  ...changes,
});

describe('demos of many seeds', () => {
  it('plays each seed once, from the first on, and lists them in order', async () => {
    const tasks: SeedTask[] = [];
    const endsAt = new Date('2026-11-23');
    const demo = { developers: 240, weeks: 52, effect: -12, endsAt };

    const study = await runSeeds(
      { ...demo, seed: 7, seeds: 3 },
      {
        run: (task) => {
          tasks.push(task);
          return Promise.resolve(record({ seed: task.seed }));
        },
        onProgress: () => undefined,
      },
    );

    expect(tasks).toStrictEqual([7, 8, 9].map((seed) => ({ ...demo, seed })));
    expect(study.records.map(({ seed }) => seed)).toStrictEqual([7, 8, 9]);
  });

  it('counts the seeds whose interval holds the truth, by both methods', () => {
    const missed = { percent: -2, interval: [-6, 2], holds: false } as const;
    const none = { percent: null, interval: null, holds: false } as const;
    const study = summariseSeeds([
      record({}),
      record({ seed: 2, controlled: missed }),
      record({ seed: 3, controlled: none }),
    ]);

    expect(study.controlled).toMatchObject({ count: 1, of: 3 });
    expect(study.naive).toMatchObject({ count: 0, of: 3 });
    // nothing, and 98 / 88, over the two that have an estimate
    expect(study.bias).toBeCloseTo((100 * Math.log(98 / 88)) / 2, 10);
  });

  it('tells each seed in a line, and the totals below', () => {
    const missed = { percent: -2, interval: [-6, 2], holds: false } as const;
    const lines = seedLines(summariseSeeds([record({}), record({ seed: 2, controlled: missed })]));

    expect(lines.slice(0, 2)).toStrictEqual([
      'seed 1: truth -12.0 %, with controls -12.0 % [-18.0, -5.0] (95 %) holds it, before/after -30.0 % [-35.0, -25.0] (95 %) MISSES IT',
      'seed 2: truth -12.0 %, with controls -2.0 % [-6.0, +2.0] (95 %) MISSES IT, before/after -30.0 % [-35.0, -25.0] (95 %) MISSES IT',
    ]);
    expect(lines.join('\n')).toContain('1 of 2 (50.0 %, 9.5-90.5)');
    expect(lines.join('\n')).toContain('0 of 2 (0.0 %, 0.0-65.8)');
  });
});
