import type { Simulation } from '../api/directory.ts';
import { percentChange } from '../format/numbers.ts';
import { measureWords } from './measures.ts';

/** What is true of a simulated organisation: `cycle time −12%, throughput 0%`. */
export function truthWords({ effects }: Simulation): string {
  return effects
    .map(({ measure, percent }) => `${measureWords(measure).name} ${percentChange(percent)}`)
    .join(', ');
}
