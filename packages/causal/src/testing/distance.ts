/** A number, or nothing where an answer is undefined. */
type Answer = number | null | undefined;

/**
 * The largest absolute difference of two lists of numbers; infinite where one has an answer and the
 * other none, or where they differ in length.
 */
export function distance(actual: readonly Answer[], expected: readonly Answer[]): number {
  return largest(actual, expected, () => 1);
}

/** The same, each difference divided by the size of the expected number. */
export function relativeDistance(actual: readonly Answer[], expected: readonly Answer[]): number {
  return largest(actual, expected, Math.abs);
}

function largest(
  actual: readonly Answer[],
  expected: readonly Answer[],
  scale: (value: number) => number,
): number {
  if (actual.length !== expected.length) return Infinity;
  return expected.reduce<number>((most, value, index) => {
    const own = actual[index] ?? null;
    if (own === null || (value ?? null) === null) {
      return own === (value ?? null) ? most : Infinity;
    }
    const apart = own === value ? 0 : Math.abs(own - Number(value)) / scale(Number(value));
    return Number.isNaN(apart) ? Infinity : Math.max(most, apart);
  }, 0);
}
