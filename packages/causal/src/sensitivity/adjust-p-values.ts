/**
 * How several p-values are corrected for each other: `holm` and `bonferroni` bound the chance of any
 * false claim, `benjamini-hochberg` the share of false ones among claims (independent or positively
 * dependent tests), `benjamini-yekutieli` the same under any dependence.
 */
export type PAdjustment = 'holm' | 'bonferroni' | 'benjamini-hochberg' | 'benjamini-yekutieli';

/**
 * Adjusted p-values, in the order given, at most 1 (Holm 1979; Benjamini and Hochberg 1995; Benjamini
 * and Yekutieli 2001).
 *
 * @param p - each in `[0, 1]`
 */
export function adjustPValues(p: readonly number[], method: PAdjustment): number[] {
  const size = p.length;
  if (method === 'bonferroni') return p.map((own) => Math.min(1, own * size));
  const order = Array.from(p.keys()).toSorted((a, b) => p[a] - p[b]);
  const adjusted = Array.from({ length: size }, () => 1);
  if (method === 'holm') {
    let most = 0;
    for (const [rank, index] of order.entries()) {
      most = Math.max(most, Math.min(1, (size - rank) * p[index]));
      adjusted[index] = most;
    }
    return adjusted;
  }
  const harmonic = Array.from({ length: size }, (_, rank) => 1 / (rank + 1));
  const penalty =
    method === 'benjamini-yekutieli' ? harmonic.reduce((sum, own) => sum + own, 0) : 1;
  let least = 1;
  for (const [rank, index] of Array.from(order.entries()).toReversed()) {
    least = Math.min(least, (penalty * size * p[index]) / (rank + 1));
    adjusted[index] = least;
  }
  return adjusted;
}
