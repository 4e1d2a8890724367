/**
 * A quantile of sorted values by linear interpolation (Hyndman & Fan 1996, type 7).
 *
 * @param sorted - ascending, not empty
 */
export function quantileOf(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
