import { MINIMUM_GROUP } from './minimum-group.ts';

/** What is hidden, by minimum: from the usual one up to the one that was asked for, in order. */
export type HiddenByMinimum = ReadonlyMap<number, ReadonlySet<string>>;

/**
 * Hides by the usual minimum, then by each larger one up to the one asked for, what was hidden before
 * staying so. A larger minimum by itself may hide other things and show what a smaller one hid, as where
 * a group goes that stood in the way of another; so raised, it never does.
 *
 * @param minimum - by itself alone where it is below the usual one
 * @param hide - the keys to hide by one minimum, given those that are hidden already
 */
export function hiddenByMinimum(
  minimum: number,
  hide: (minimum: number, hidden: ReadonlySet<string>) => Iterable<string>,
): HiddenByMinimum {
  const byMinimum = new Map<number, ReadonlySet<string>>();
  let hidden: ReadonlySet<string> = new Set();
  for (const each of minimumsUpTo(minimum)) {
    hidden = new Set([...hidden, ...hide(each, hidden)]);
    byMinimum.set(each, hidden);
  }
  return byMinimum;
}

/** What is hidden by the largest of the minimums. */
export function hiddenAtLast(byMinimum: HiddenByMinimum): ReadonlySet<string> {
  return [...byMinimum.values()].at(-1) ?? new Set();
}

/** The minimums from the usual one up to the one that is asked for. */
export function minimumsUpTo(minimum: number): number[] {
  const first = Math.min(MINIMUM_GROUP, minimum);
  return Array.from({ length: minimum - first + 1 }, (_, more) => first + more);
}
