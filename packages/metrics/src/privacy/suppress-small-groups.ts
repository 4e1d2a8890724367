import { countOutside, unionOf } from './groups.ts';
import { MINIMUM_GROUP } from './minimum-group.ts';
import { hiddenAtLast, hiddenByMinimum } from './raised-minimum.ts';

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
 * first (by key where sizes tie). A larger minimum hides all that the usual one hides, and more.
 *
 * @returns keys to suppress
 */
export function suppressSmallGroups({
  groups,
  total,
  minimum = MINIMUM_GROUP,
}: GroupedView): ReadonlySet<string> {
  const byMinimum = hiddenByMinimum(minimum, (each, hidden) => {
    const rest = new Map([...groups].filter(([key]) => !hidden.has(key)));
    return suppressBelow({ groups: rest, total, minimum: each });
  });
  return hiddenAtLast(byMinimum);
}

/** {@link suppressSmallGroups} by one minimum, whatever a smaller one would hide. */
export function suppressBelow(view: Required<GroupedView>): ReadonlySet<string> {
  const { groups, total, minimum } = view;
  const isSmall = (count: number): boolean => count > 0 && count < minimum;

  if (total.size < minimum) return new Set(groups.keys());

  // Largest first: what is taken up early stays, and the last is the smallest.
  const shown = new Map<string, ShownGroup>();
  const keysOf = new Map<number, string[]>();
  const candidates = [...groups].toSorted(
    ([a, as], [b, bs]) => bs.size - as.size || (a < b ? -1 : 1),
  );
  for (const [key, people] of candidates) {
    if (people.size < minimum) continue;
    // At least so many are not in it, and mostly they are enough to tell.
    const isNearlyAll = total.size - people.size < minimum;
    if (isNearlyAll && isSmall(countOutside(total, people))) continue;
    const shared = countShared(people, keysOf);
    if (isToldByDifference(people.size, { shown, shared, total, isSmall })) continue;
    for (const [other, count] of shared) {
      const whole = shown.get(other);
      if (count === people.size && whole !== undefined && count < whole.people.size) {
        whole.parts.push(key);
      }
    }
    shown.set(key, { people, parts: [] });
    for (const person of people) {
      const keys = keysOf.get(person);
      if (keys === undefined) keysOf.set(person, [key]);
      else keys.push(key);
    }
  }
  for (;;) {
    const last = lastPartOfRevealingWhole({ shown, total, isSmall });
    if (last === undefined) break;
    shown.delete(last);
  }
  return new Set([...groups.keys()].filter((key) => !shown.has(key)));
}

/** A group that is shown, so far. */
type ShownGroup = {
  readonly people: ReadonlySet<number>;
  /** Keys of smaller groups that lie within it, the largest first. */
  readonly parts: string[];
};

/** How many of the people each shown group shares; those that share none are left out. */
function countShared(
  people: ReadonlySet<number>,
  keysOf: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<string, number> {
  const shared = new Map<string, number>();
  for (const person of people) {
    for (const key of keysOf.get(person) ?? []) shared.set(key, (shared.get(key) ?? 0) + 1);
  }
  return shared;
}

/**
 * Whether sums and differences of a group of this size, one that is shown and the total would tell of
 * too few: one group less the other, or the total less both (in which those of both count negatively).
 */
function isToldByDifference(
  size: number,
  {
    shown,
    shared,
    total,
    isSmall,
  }: {
    readonly shown: ReadonlyMap<string, ShownGroup>;
    readonly shared: ReadonlyMap<string, number>;
    readonly total: ReadonlySet<number>;
    readonly isSmall: (count: number) => boolean;
  },
): boolean {
  for (const [key, other] of shown) {
    const inOneOnly = size + other.people.size - 2 * (shared.get(key) ?? 0);
    if (isSmall(inOneOnly) || isSmall(total.size - inOneOnly)) return true;
  }
  return false;
}

/** Of a whole whose shown parts leave too few of it, the smallest part; the whole may be the total. */
function lastPartOfRevealingWhole({
  shown,
  total,
  isSmall,
}: {
  readonly shown: ReadonlyMap<string, ShownGroup>;
  readonly total: ReadonlySet<number>;
  readonly isSmall: (count: number) => boolean;
}): string | undefined {
  const all = { people: total, parts: [...shown.keys()] };
  for (const whole of [all, ...shown.values()]) {
    const parts = whole.parts.filter((key) => shown.has(key));
    const union = unionOf(parts.map((key) => shown.get(key)?.people ?? new Set()));
    if (parts.length > 0 && isSmall(countOutside(whole.people, union))) return parts.at(-1);
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
