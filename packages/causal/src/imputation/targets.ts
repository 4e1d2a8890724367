import type { Imputation } from './imputation.ts';

/** A weighted mean of treated cells; the weights sum to 1. */
export type ImputationTarget = {
  /** Periods since treatment; NaN for all of them together. */
  readonly e: number;
  /** Places in the row-major panel. */
  readonly cells: Int32Array;
  readonly weights: Float64Array;
};

/** All imputed cells together, and then those of each event time, ascending. */
export function listTargets({ panel, treated }: Imputation): readonly ImputationTarget[] {
  const width = panel.periods.length;
  const byEvent = new Map<number, number[]>();
  const all: number[] = [];
  for (const [at, weight] of treated.entries()) {
    if (weight === 0) continue;
    const e = panel.periods[at % width] - panel.firstTreated[Math.floor(at / width)];
    const cells = byEvent.get(e) ?? [];
    cells.push(at);
    byEvent.set(e, cells);
    all.push(at);
  }
  const events = Array.from(byEvent).toSorted(([a], [b]) => a - b);
  return [targetOf(NaN, all, treated), ...events.map(([e, cells]) => targetOf(e, cells, treated))];
}

function targetOf(e: number, cells: readonly number[], treated: Float64Array): ImputationTarget {
  const total = cells.reduce((sum, at) => sum + treated[at], 0);
  return {
    e,
    cells: Int32Array.from(cells),
    weights: Float64Array.from(cells, (at) => treated[at] / total),
  };
}
