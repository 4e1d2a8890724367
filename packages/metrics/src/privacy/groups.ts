/** How many of the people are not in the group; counted no further than `most`. */
export function countOutside(
  people: ReadonlySet<number>,
  group: ReadonlySet<number>,
  most = Number.POSITIVE_INFINITY,
): number {
  let count = 0;
  for (const person of people) {
    if (!group.has(person)) count += 1;
    if (count >= most) break;
  }
  return count;
}

/** Whether all of the people are in the group. */
export function isWithin(people: ReadonlySet<number>, group: ReadonlySet<number>): boolean {
  return people.size <= group.size && countOutside(people, group, 1) === 0;
}

/** How many people are in one of the two groups only. */
export function countInOneOnly(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  return countOutside(a, b) + countOutside(b, a);
}

/** Everybody of any of the groups. */
export function unionOf(groups: Iterable<ReadonlySet<number>>): Set<number> {
  return new Set([...groups].flatMap((group) => [...group]));
}
