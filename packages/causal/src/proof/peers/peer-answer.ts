/** What a method without an interval says about a world. */
export type PeerAnswer = {
  /** The change that it prints, in percent; null where it prints none. */
  readonly percent: number | null;
  /** Whether a reader is told that something changed, by the method's own rule. */
  readonly claims: boolean;
};

/** A method that prints a number alone: a reader takes one as large as this for a change. */
const PRINTED_CHANGE_PERCENT = 10;

/** The answer of a method that prints the quotient of two means, and nothing beside it. */
export function printedRatio(above: number | null, below: number | null): PeerAnswer {
  if (above === null || below === null || below === 0) return { percent: null, claims: false };
  const percent = 100 * (above / below - 1);
  return { percent, claims: Math.abs(percent) >= PRINTED_CHANGE_PERCENT };
}

/** The plain mean; null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
