import { countInOneOnly, countOutside, unionOf } from './groups.ts';
import { MINIMUM_GROUP } from './minimum-group.ts';
import { minimumsUpTo } from './raised-minimum.ts';

/** A group that somebody wants to keep, among those whose figures can be asked for already. */
export type GroupToKeep = {
  readonly group: ReadonlySet<number>;
  readonly everybody: ReadonlySet<number>;
  readonly known: ReadonlyMap<string, ReadonlySet<number>>;
  readonly minimum?: number;
};

/** Why a group would let figures of too few people be had. `others` are keys of known groups. */
export type GroupRefusal =
  | { readonly rule: 'too_few' }
  | { readonly rule: 'all_but_few' }
  | { readonly rule: 'close_to'; readonly others: readonly string[] }
  | {
      readonly rule: 'all_but_few_with';
      readonly others: readonly string[];
      /** The known group of which too few are left; null for everybody. */
      readonly whole: string | null;
    };

/**
 * Whether the figures of a group, with those of everybody and of the groups known already, would
 * give away a figure of 1 to `minimum − 1` people:
 *
 * - the group has fewer than `minimum`, or leaves so few of everybody;
 * - it differs by so few from a known group, or from everybody but that group;
 * - it differs by so few from several that share nobody, together: of those within it, or of those
 *   of which all but so few are within it. Every such group is tried, with the largest that go with
 *   it.
 *
 * - together with several that share nobody, nor anybody with it, it leaves so few of everybody, or of
 *   a known group that has them all.
 *
 * Known groups below the minimum are never shown, and cannot be subtracted. A group that is just several
 * known ones together tells nothing new, and is only held against everybody and each known one. What the
 * usual minimum refuses, a larger one refuses, too.
 *
 * @returns null if the group may be kept
 */
export function refuseGroup(asked: GroupToKeep): GroupRefusal | null {
  for (const minimum of minimumsUpTo(asked.minimum ?? MINIMUM_GROUP)) {
    const refusal = refuseBelow({ ...asked, minimum });
    if (refusal !== null) return refusal;
  }
  return null;
}

/** {@link refuseGroup} by one minimum, whatever a smaller one would refuse. */
export function refuseBelow(asked: Required<GroupToKeep>): GroupRefusal | null {
  const { group, everybody, minimum } = asked;
  const isSmall = (count: number): boolean => count > 0 && count < minimum;
  if (group.size < minimum) return { rule: 'too_few' };
  if (isSmall(countOutside(everybody, group))) return { rule: 'all_but_few' };

  const known = [...asked.known].filter(([, people]) => people.size >= minimum);
  for (const [key, people] of known) {
    const apart = countInOneOnly(group, people);
    if (isSmall(apart) || isSmall(everybody.size - apart))
      return { rule: 'close_to', others: [key] };
  }
  for (const most of [0, minimum - 1]) {
    const parts = known.filter(([, people]) => isMostlyWithin(people, group, most));
    for (const together of disjointSets(parts)) {
      const apart = countInOneOnly(group, unionOf(together.map(([, people]) => people)));
      // Just these together: it tells nothing that they do not.
      if (apart === 0) return null;
      if (isSmall(apart)) return { rule: 'close_to', others: together.map(([key]) => key) };
    }
  }
  return refuseCompleting({ group, everybody, known, isSmall });
}

/** Whether a group is the last piece of a whole of which, with it, too few are left. */
function refuseCompleting({
  group,
  everybody,
  known,
  isSmall,
}: {
  readonly group: ReadonlySet<number>;
  readonly everybody: ReadonlySet<number>;
  readonly known: readonly Known[];
  readonly isSmall: (count: number) => boolean;
}): GroupRefusal | null {
  const apart = known.filter(([, people]) => sharesNobody(people, group));
  const wholes = known.filter(([, people]) => countOutside(group, people) === 0);
  for (const [whole, all] of [[null, everybody] as const, ...wholes]) {
    const parts = apart.filter(([, people]) => countOutside(people, all) === 0);
    for (const together of disjointSets(parts)) {
      const union = unionOf([group, ...together.map(([, people]) => people)]);
      if (!isSmall(countOutside(all, union))) continue;
      return { rule: 'all_but_few_with', others: together.map(([key]) => key), whole };
    }
  }
  return null;
}

type Known = readonly [key: string, people: ReadonlySet<number>];

function isMostlyWithin(people: ReadonlySet<number>, group: ReadonlySet<number>, most: number) {
  const outside = countOutside(people, group);
  return outside < people.size && outside <= most;
}

function sharesNobody(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return countOutside(a, b) === a.size;
}

/** For each of the groups, it and the largest others that share nobody with it or each other. */
function disjointSets(parts: readonly Known[]): Known[][] {
  const largestFirst = parts.toSorted(([, a], [, b]) => b.size - a.size);
  return parts.map((first) => {
    const together = [first];
    for (const [key, people] of largestFirst) {
      const isApart = together.every(([, other]) => sharesNobody(people, other));
      if (isApart) together.push([key, people]);
    }
    return together;
  });
}
