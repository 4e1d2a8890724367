/**
 * The `p`-quantile of a sample, by linear interpolation between order statistics (type 7 of Hyndman
 * and Fan 1996, "Sample Quantiles in Statistical Packages"; the default of R and NumPy).
 *
 * @param sample - finite numbers in any order and any unit; not modified
 * @param p - probability in `[0, 1]`; `0.5` is the median
 * @returns a value in the unit of the sample
 * @throws {RangeError} if the sample is empty, or `p` lies outside `[0, 1]`
 */
export function quantile(sample: readonly number[], p: number): number {
  return quantileOfSorted(sortedSample(sample), p);
}

/** A sorted copy of a sample, for several quantiles at the price of one sort. */
export function sortedSample(sample: readonly number[]): Float64Array {
  return Float64Array.from(sample).toSorted();
}

/** {@link quantile} of a sample that is sorted already. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in [0, 1], got ${p}`);

  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('sample is empty');

  return below + (above - below) * (position - Math.floor(position));
}
