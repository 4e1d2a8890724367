/** Things with an instant, in the order of time, so that those of a span are found at once. */
export type Chronicle<T> = {
  readonly items: readonly T[];
  /** The instant of each item: milliseconds, or day numbers. */
  readonly instants: Float64Array;
};

/**
 * Puts things in the order of time; those without an instant are left out. Things of one instant
 * keep their order.
 */
export function chronicle<T>(
  things: readonly T[],
  instantOf: (thing: T) => number | null,
): Chronicle<T> {
  const dated = things.flatMap((thing) => {
    const instant = instantOf(thing);
    return instant === null ? [] : [{ thing, instant }];
  });
  dated.sort((a, b) => a.instant - b.instant);
  return {
    items: dated.map(({ thing }) => thing),
    instants: Float64Array.from(dated, ({ instant }) => instant),
  };
}

/** The things that pass a test, still in order. */
export function filterChronicle<T>(
  whole: Chronicle<T>,
  passes: (thing: T, instant: number) => boolean,
): Chronicle<T> {
  const items: T[] = [];
  const instants: number[] = [];
  for (const [i, thing] of whole.items.entries()) {
    const instant = whole.instants[i];
    if (instant === undefined || !passes(thing, instant)) continue;
    items.push(thing);
    instants.push(instant);
  }
  return { items, instants: Float64Array.from(instants) };
}

/** The things by a key of theirs, each group still in order. */
export function groupChronicle<T>(
  whole: Chronicle<T>,
  keyOf: (thing: T) => number,
): Map<number, Chronicle<T>> {
  const groups = new Map<number, { items: T[]; instants: number[] }>();
  for (const [i, thing] of whole.items.entries()) {
    const key = keyOf(thing);
    const group = groups.get(key) ?? { items: [], instants: [] };
    groups.set(key, group);
    group.items.push(thing);
    group.instants.push(whole.instants[i] ?? Number.NaN);
  }
  return new Map(
    [...groups].map(([key, { items, instants }]) => [
      key,
      { items, instants: Float64Array.from(instants) },
    ]),
  );
}

/** The things of the half-open span `[from, to)`. */
export function itemsWithin<T>(whole: Chronicle<T>, from: number, to: number): T[] {
  return whole.items.slice(countBefore(whole.instants, from), countBefore(whole.instants, to));
}

/** How many of the sorted instants lie before `instant`. */
export function countBefore(instants: Float64Array, instant: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] ?? Infinity) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
