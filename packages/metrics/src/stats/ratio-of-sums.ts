import { Z_975, type Interval } from './interval.ts';
import { studentPoint975 } from './student.ts';

/** What one cluster (a developer) adds to both sums of a ratio. */
export type RatioTerm = { readonly numerator: number; readonly denominator: number };

/** A ratio of sums with its 95 % interval, in units of the numerator per unit of the denominator. */
export type RatioOfSums = { readonly value: number; readonly interval: Interval };

/**
 * Σ numerator / Σ denominator, such as events per developer-week, with a 95 % interval that takes
 * the terms as independent clusters: one busy developer widens it, however many events they have.
 *
 * The variance is that of the linearised ratio (Cochran, "Sampling Techniques", 3rd edition, 6.3),
 * with n / (n − 1), carried to the log scale so that the bounds stay positive; the point is
 * Student's with n − 1 degrees of freedom. It is never narrower than for Poisson events,
 * value · exp(±z / √events), which also stands in for a single cluster: a few developers who happen
 * to agree are no certainty. Without any event: from 0 to the exact −ln(0.025) / Σ denominator.
 *
 * @param terms - one per cluster; numerators are event counts, denominators are not negative
 * @throws {RangeError} if the denominators do not sum to a positive number
 */
export function ratioOfSums(terms: readonly RatioTerm[]): RatioOfSums {
  const events = terms.reduce((sum, term) => sum + term.numerator, 0);
  const exposure = terms.reduce((sum, term) => sum + term.denominator, 0);
  if (!(exposure > 0)) throw new RangeError('the denominators sum to nothing');

  const value = events / exposure;
  if (events === 0) return { value, interval: [0, -Math.log(0.025) / exposure] };

  const clustered = terms.length < 2 ? 0 : clusteredSpread(terms, { value, events });
  const spread = Math.max(clustered, Z_975 / Math.sqrt(events));
  return { value, interval: [value * Math.exp(-spread), value * Math.exp(spread)] };
}

/** Half the width of the interval on the log scale: t · se(R) / R, where R · Σw = events. */
function clusteredSpread(
  terms: readonly RatioTerm[],
  ratio: { readonly value: number; readonly events: number },
): number {
  const squares = terms.reduce(
    (sum, term) => sum + (term.numerator - ratio.value * term.denominator) ** 2,
    0,
  );
  const n = terms.length;
  return (studentPoint975(n - 1) * Math.sqrt((n / (n - 1)) * squares)) / ratio.events;
}
