/**
 * The q-value of each of several tests: the smallest share of false alarms among all that are called,
 * at which it would be called itself (Benjamini and Hochberg, "Controlling the false discovery
 * rate", Journal of the Royal Statistical Society B 57, 1995). It holds for independent tests and
 * for those that go the same way (Benjamini and Yekutieli 2001).
 *
 * @param ps - probabilities in `[0, 1]`, in any order
 * @returns one q-value for each, in the same order, never below its p
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const largestFirst = ps.map((p, place) => ({ p, place })).toSorted((a, b) => b.p - a.p);
  const qs = ps.map(() => 1);
  let least = 1;
  for (const [passed, { p, place }] of largestFirst.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - passed));
    qs.splice(place, 1, least);
  }
  return qs;
}
