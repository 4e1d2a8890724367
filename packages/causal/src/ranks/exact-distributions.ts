/** Above this many cells the exact distributions give way to the normal one. */
export const EXACT_LIMIT = 2_500;

/**
 * Exact distribution of Mann and Whitney's U under the null: probabilities of 0 … mn, by the
 * recurrence over whether the largest value is an x or a y (Mann and Whitney 1947). Probabilities
 * rather than counts, so that nothing overflows and every term is positive.
 *
 * @param m - size of the first sample, at least 1
 * @param n - size of the second, at least 1
 */
export function uDistribution(m: number, n: number): Float64Array {
  let row = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= m; i += 1) {
    const next = [Float64Array.of(1)];
    for (let j = 1; j <= n; j += 1) {
      const fewerX = row[j];
      const fewerY = next[j - 1];
      const chances = new Float64Array(i * j + 1);
      for (const [u, chance] of fewerX.entries()) chances[u + j] = (chance * i) / (i + j);
      for (const [u, chance] of fewerY.entries()) {
        chances[u] = chances[u] + (chance * j) / (i + j);
      }
      next.push(chances);
    }
    row = next;
  }
  return row[n];
}

/**
 * Exact distribution of Wilcoxon's signed-rank statistic V under the null: probabilities of
 * 0 … n(n+1)/2, each rank counted or not by a fair coin.
 */
export function signedRankDistribution(n: number): Float64Array {
  const chances = new Float64Array((n * (n + 1)) / 2 + 1);
  chances[0] = 1;
  for (let rank = 1; rank <= n; rank += 1) {
    for (let sum = (rank * (rank + 1)) / 2; sum >= 0; sum -= 1) {
      const without = chances[sum];
      chances[sum] = (without + (sum >= rank ? chances[sum - rank] : 0)) / 2;
    }
  }
  return chances;
}

/** Twice the smaller tail that holds `value`, at most 1. The distribution is symmetric. */
export function twoSidedExact(chances: Float64Array, value: number): number {
  const low = Math.min(value, chances.length - 1 - value);
  let tail = 0;
  for (let u = 0; u <= low; u += 1) tail += chances[u];
  return Math.min(1, 2 * tail);
}

/** The smallest value whose cumulative probability is at least `p`. */
export function exactQuantile(chances: Float64Array, p: number): number {
  let cumulative = 0;
  for (const [value, chance] of chances.entries()) {
    cumulative += chance;
    // a rounding error must not push a quantile up by one
    if (cumulative >= p * (1 - 1e-12)) return value;
  }
  return chances.length - 1;
}
