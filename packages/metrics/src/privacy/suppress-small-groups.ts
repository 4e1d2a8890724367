import { countOutside, isWithin, unionOf } from './groups.ts';

/** The least number of people that a figure may be about. */
export const MINIMUM_GROUP = 5;

/** The groups of one view, each with its people. */
export type GroupedView = {
  readonly groups: ReadonlyMap<string, ReadonlySet<number>>;
  /** Everybody in the view; the figure of all of them is taken to be shown. Holds every group. */
  readonly total: ReadonlySet<number>;
  readonly minimum?: number;
};

/**
 * Chooses the groups of a view that must not be shown, so that no figure of fewer than `minimum`
 * people can be read or had by subtraction. Hidden are
 *
 * 1. groups below the minimum;
 * 2. of two shown groups, the smaller, if their difference, or what is left of the total after both,
 *    would be about 1 to `minimum − 1` people; and a group whose complement in the total is;
 * 3. the smallest of the shown, again and again, while the people in no shown group are 1 to
 *    `minimum − 1`, and so within each shown group that others are part of.
 *
 * If the total itself is below the minimum, every group is hidden, and the total must not be shown
 * either. Groups may overlap. The choice does not depend on their order, and hides smallest groups
 * first (by key where sizes tie).
 *
 * @returns keys to suppress
 */
export function suppressSmallGroups(view: GroupedView): ReadonlySet<string> {
  const { groups, total, minimum = MINIMUM_GROUP } = view;
  const isSmall = (count: number): boolean => count > 0 && count < minimum;

  if (total.size < minimum) return new Set(groups.keys());

  // Largest first: what is taken up early stays, and the last is the smallest.
  const shown = new Map<string, ReadonlySet<number>>();
  const candidates = [...groups].toSorted(
    ([a, as], [b, bs]) => bs.size - as.size || (a < b ? -1 : 1),
  );
  for (const [key, people] of candidates) {
    if (people.size < minimum || isSmall(countOutside(total, people))) continue;
    const isTold = (other: ReadonlySet<number>): boolean =>
      isToldByDifference({ part: people, other, total, minimum });
    if ([...shown.values()].some(isTold)) continue;
    shown.set(key, people);
  }
  for (;;) {
    const last = lastPartOfRevealingWhole({ shown, total, isSmall });
    if (last === undefined) break;
    shown.delete(last);
  }
  return new Set([...groups.keys()].filter((key) => !shown.has(key)));
}

/** Of a whole whose shown parts leave too few of it, the smallest part; the whole may be the total. */
function lastPartOfRevealingWhole({
  shown,
  total,
  isSmall,
}: {
  readonly shown: ReadonlyMap<string, ReadonlySet<number>>;
  readonly total: ReadonlySet<number>;
  readonly isSmall: (count: number) => boolean;
}): string | undefined {
  for (const whole of [total, ...shown.values()]) {
    const parts = [...shown].filter(
      ([, people]) => whole === total || (people.size < whole.size && isWithin(people, whole)),
    );
    if (isSmall(countOutside(whole, unionOf(parts.map(([, people]) => people))))) {
      return parts.at(-1)?.[0];
    }
  }
  return undefined;
}

/**
 * Whether a filtered view would tell of fewer than `minimum` people, by itself or taken from the
 * whole, which anybody can see: the part has fewer, or all but 1 to `minimum − 1` of the whole.
 */
export function isRevealing(view: {
  readonly part: ReadonlySet<number>;
  readonly whole: ReadonlySet<number>;
  readonly minimum?: number;
}): boolean {
  const { part, whole, minimum = MINIMUM_GROUP } = view;
  if (part.size < minimum) return true;
  const rest = countOutside(whole, part);
  return rest > 0 && rest < minimum;
}

/**
 * Whether sums and differences of two groups and the total would tell of too few: one group less the
 * other, or the total less both (in which those of both count negatively). `other` is no smaller.
 */
function isToldByDifference({
  part,
  other,
  total,
  minimum,
}: {
  readonly part: ReadonlySet<number>;
  readonly other: ReadonlySet<number>;
  readonly total: ReadonlySet<number>;
  readonly minimum: number;
}): boolean {
  const isSmall = (count: number): boolean => count > 0 && count < minimum;
  const more = other.size - part.size;
  // Whoever is in one only is at most everybody of both: mostly a few people are enough to tell.
  const mayLeaveFew = part.size + other.size > total.size - minimum;
  const outside = countOutside(part, other, mayLeaveFew ? part.size : minimum);
  const inOneOnly = more + 2 * outside;
  return isSmall(inOneOnly) || (mayLeaveFew && isSmall(total.size - inOneOnly));
}
