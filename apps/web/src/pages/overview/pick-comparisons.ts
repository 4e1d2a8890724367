import type { ListedComparison } from '../../api/comparisons.ts';

/**
 * The comparison that stands for each measure: the one that was made primary, else the latest that
 * is done.
 *
 * @param listed - latest first
 */
export function pickComparisons(
  listed: readonly ListedComparison[],
): ReadonlyMap<string, ListedComparison> {
  const picked = new Map<string, ListedComparison>();
  for (const comparison of listed) {
    if (comparison.status !== 'done') continue;
    const before = picked.get(comparison.measure);
    const isBetter = before === undefined || (comparison.primary && !before.primary);
    if (isBetter) picked.set(comparison.measure, comparison);
  }
  return picked;
}

/** The one that the page opens with: of cycle time, else of throughput, else any. */
export function headlineOf(
  picked: ReadonlyMap<string, ListedComparison>,
): ListedComparison | undefined {
  return picked.get('cycle_time') ?? picked.get('throughput') ?? [...picked.values()][0];
}
