/**
 * The arithmetic mean.
 *
 * @param sample - finite numbers
 * @throws {RangeError} if the sample is empty
 */
export function mean(sample: ArrayLike<number>): number {
  if (sample.length === 0) throw new RangeError('sample is empty');
  let sum = 0;
  for (let i = 0; i < sample.length; i += 1) sum += sample[i] ?? 0;
  return sum / sample.length;
}
