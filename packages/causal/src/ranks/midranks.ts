/** Ranks from 1, ties sharing the mean of theirs, with the size of every group of ties. */
export type Midranks = {
  readonly rank: Float64Array;
  /** Sizes of groups of equal values, singletons left out. */
  readonly ties: readonly number[];
};

/** Ranks of a sample in its own order. */
export function midranks(sample: ArrayLike<number>): Midranks {
  const values = Float64Array.from(sample);
  const order = Uint32Array.from(values.keys()).toSorted((a, b) => values[a] - values[b]);
  const rank = new Float64Array(values.length);
  const ties: number[] = [];
  let first = 0;
  while (first < order.length) {
    const value = values[order[first]];
    let next = first + 1;
    while (next < order.length && values[order[next]] === value) next += 1;
    for (let place = first; place < next; place += 1) {
      rank[order[place]] = (first + 1 + next) / 2;
    }
    if (next - first > 1) ties.push(next - first);
    first = next;
  }
  return { rank, ties };
}

/** `Σ (t³ − t)` over groups of ties: what ties take from the variance of rank sums. */
export function tieTerm(ties: readonly number[]): number {
  return ties.reduce((sum, size) => sum + size ** 3 - size, 0);
}
