import type { Simulation } from '../api/directory.ts';
import { percentChange } from '../format/numbers.ts';

const names: Readonly<Record<string, string>> = {
  cycle_time: 'cycle time',
  throughput: 'throughput',
};

/** What is true of a simulated organisation: `cycle time −12%, throughput 0%`. */
export function truthWords({ effects }: Simulation): string {
  return effects
    .map(({ measure, percent }) => `${names[measure] ?? measure} ${percentChange(percent)}`)
    .join(', ');
}
