import type { LogRatio } from '../inference/cluster-bootstrap.ts';
import type { DeveloperSides } from './sides.ts';

/**
 * Within-developer change of the mean log: the coefficient of `post` in ordinary least squares
 * with an intercept per developer, `Σ w (ā - b̄) / Σ w` with `w = n_b n_a / (n_b + n_a)`
 * (Frisch-Waugh-Lovell). Its exponential is a ratio of geometric means.
 *
 * @param sides - developers with at least one pull request on either side
 * @returns the log ratio as a function of how often each developer is drawn
 */
export function geometricMeanRatio(sides: readonly DeveloperSides[]): LogRatio {
  const weights = Float64Array.from(sides, weightOf);
  const changes = Float64Array.from(
    sides,
    ({ before, after }) => after.total / after.size - before.total / before.size,
  );
  return (multiplicity) => {
    let sum = 0;
    let weight = 0;
    for (let index = 0; index < weights.length; index += 1) {
      const own = (weights[index] ?? 0) * (multiplicity[index] ?? 0);
      weight += own;
      sum += own * (changes[index] ?? 0);
    }
    return sum / weight;
  };
}

/**
 * Geometric means before and after, in seconds, with the weights of {@link geometricMeanRatio}, so
 * that the two divide to the ratio shown beside them.
 */
export function geometricMeans(sides: readonly DeveloperSides[]): {
  before: number;
  after: number;
} {
  let weight = 0;
  let before = 0;
  let after = 0;
  for (const side of sides) {
    const own = weightOf(side);
    weight += own;
    before += (own * side.before.total) / side.before.size;
    after += (own * side.after.total) / side.after.size;
  }
  return { before: Math.exp(before / weight), after: Math.exp(after / weight) };
}

function weightOf({ before, after }: DeveloperSides): number {
  return (before.size * after.size) / (before.size + after.size);
}
