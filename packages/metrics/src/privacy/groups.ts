/** How many of the people are not in the group. */
export function countOutside(people: ReadonlySet<number>, group: ReadonlySet<number>): number {
  let count = 0;
  for (const person of people) if (!group.has(person)) count += 1;
  return count;
}

/** How many people are in one of the two groups only. */
export function countInOneOnly(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  return countOutside(a, b) + countOutside(b, a);
}

/** Everybody of any of the groups. */
export function unionOf(groups: Iterable<ReadonlySet<number>>): Set<number> {
  return new Set([...groups].flatMap((group) => [...group]));
}
