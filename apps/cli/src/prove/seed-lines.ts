import type { Share } from '@uplift/causal';

import { percentWithInterval, signed } from '../terminal/comparison.ts';
import type { SeedStudy } from './run-seeds.ts';
import type { SeedRecord } from './seed-task.ts';

/** A study of demos for a person: a line for each seed, then the totals. */
export function seedLines({ records, controlled, naive, bias }: SeedStudy): readonly string[] {
  return [
    ...records.map(seedLine),
    '',
    `The interval with controls holds the truth in ${shareWords(controlled)}, ` +
      `the uncontrolled before/after in ${shareWords(naive)}.`,
    ...(bias === null ? [] : [`Estimates with controls are off by ${signed(bias)} % on average.`]),
  ];
}

function seedLine({ controlled, naive, seed, truth }: SeedRecord): string {
  return (
    `seed ${seed}: truth ${signed(truth)} %, with controls ${percentWithInterval(controlled)} ${word(controlled.holds)}, ` +
    `before/after ${percentWithInterval(naive)} ${word(naive.holds)}`
  );
}

function word(holds: boolean): string {
  return holds ? 'holds it' : 'MISSES IT';
}

/** `96 of 100 (96.0 %, 90.2-98.4)`: with the Monte Carlo interval. */
function shareWords({ count, of, share, interval }: Share): string {
  if (share === null || interval === null) return `${count} of ${of}`;
  const [low, high] = interval.map((bound) => (100 * bound).toFixed(1));
  return `${count} of ${of} (${(100 * share).toFixed(1)} %, ${low}-${high})`;
}
