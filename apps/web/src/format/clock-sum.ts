/** A length of time that is added to others, and what it is called where that is told. */
export type ClockTerm = { readonly name?: string; readonly seconds: number };

/**
 * Lengths of time and their sum in hours, minutes and seconds: `1:02:03 + 0:10:00 = 1:12:03`, cut to
 * whole seconds so that they add up to the seconds of the sum.
 */
export function clockSum(terms: readonly ClockTerm[]): string {
  let exact = 0;
  let reached = 0;
  const told = terms.map(({ name, seconds }) => {
    exact += seconds;
    // Sums of fractions of a second may miss a whole one by a hair.
    const next = Math.floor(exact + 1e-6);
    const term = clock(next - reached);
    reached = next;
    return name === undefined ? term : `${name} ${term}`;
  });
  return `${told.join(' + ')} = ${clock(reached)}`;
}

/** Hours, minutes and seconds: `46:40:00`. */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = [minutes % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  return [Math.floor(minutes / 60), ...rest].join(':');
}
