import { hiddenByMinimum, suppressBelow, type HiddenByMinimum } from '@uplift/metrics';

type People = ReadonlySet<number>;

/** The people of each group of a view, and all of them. */
export type GroupedPeople = {
  readonly groups: ReadonlyMap<string, People>;
  readonly total: People;
};

/** Adds the people of one view to those of another. */
export function together(a: GroupedPeople, b: GroupedPeople): GroupedPeople {
  const keys = new Set([...a.groups.keys(), ...b.groups.keys()]);
  const groups = [...keys].map((key): [string, People] => [
    key,
    new Set([...(a.groups.get(key) ?? []), ...(b.groups.get(key) ?? [])]),
  ]);
  return { groups: new Map(groups), total: new Set([...a.total, ...b.total]) };
}

/**
 * Which groups must not be shown where figures are about several sets of people at once: those who
 * were present, and they with those who have seats or use a tool. None may be too small in either, nor be
 * had by subtraction; what is hidden for one is hidden for both, until nothing more has to be.
 *
 * @param keys - of all groups; `all` stands for everybody
 * @param hidden - those that are hidden already, by minimum up to the one asked for
 */
export function hiddenGroups(
  keys: readonly string[],
  hidden: HiddenByMinimum,
  views: readonly GroupedPeople[],
): HiddenByMinimum {
  const largest = Math.max(...hidden.keys());
  return hiddenByMinimum(largest, (minimum, before) => {
    const already = new Set([...before, ...(hidden.get(minimum) ?? [])]);
    return hiddenBelow(minimum, { keys, already, views });
  });
}

function hiddenBelow(
  minimum: number,
  of: {
    readonly keys: readonly string[];
    readonly already: ReadonlySet<string>;
    readonly views: readonly GroupedPeople[];
  },
): ReadonlySet<string> {
  const { keys, already, views } = of;
  const all = new Set(already);
  const isTooFew = views.some(({ total }) => total.size > 0 && total.size < minimum);
  if (isTooFew) return new Set(keys);
  for (;;) {
    const before = all.size;
    for (const { groups, total } of views) {
      const rest = keys.filter((key) => key !== 'all' && !all.has(key));
      const shown = new Map(rest.map((key) => [key, groups.get(key) ?? new Set<number>()]));
      for (const key of suppressBelow({ groups: shown, total, minimum })) all.add(key);
    }
    if (all.size === before) return all;
  }
}
