/** Weights scaled to mean 1; equal weights become exactly 1. */
export function meanOne(weights: Float64Array): Float64Array {
  if (weights.every((weight) => weight === weights[0])) {
    return new Float64Array(weights.length).fill(1);
  }
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}
