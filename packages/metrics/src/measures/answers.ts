import type { Measurement } from '../measurement.ts';
import { mean } from '../stats/mean.ts';
import { quantileOfSorted, sortedSample } from '../stats/quantile.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';
import { ratioOfSums } from '../stats/ratio-of-sums.ts';
import { wilsonInterval } from '../stats/wilson-interval.ts';
import type { PersonWeeks } from '../rollups/bucket-facts.ts';

/** Below five values a percentile says more about chance than about the team. */
export const REQUIRED_VALUES = 5;

const NO_UPPER_PERCENTILES = { p75: null, p90: null, mean: null } as const;

/**
 * A sample as its median with a distribution-free 95 % interval, p75, p90 and, beside them, the
 * mean.
 *
 * @param sample - finite numbers in any order, in the measure's unit
 * @returns `insufficient_data` below {@link REQUIRED_VALUES} values
 */
export function measurePercentiles(sample: readonly number[]): Measurement {
  const sampleSize = sample.length;
  if (sampleSize < REQUIRED_VALUES) return insufficient(sampleSize, REQUIRED_VALUES);

  const sorted = sortedSample(sample);
  return {
    status: 'measured',
    value: quantileOfSorted(sorted, 0.5),
    p75: quantileOfSorted(sorted, 0.75),
    p90: quantileOfSorted(sorted, 0.9),
    mean: mean(sorted),
    interval: quantileInterval(sorted, 0.5),
    sampleSize,
  };
}

/** A plain count: a census, so it has no interval and there is always an answer. */
export function measureCount(count: number): Measurement {
  return {
    status: 'measured',
    value: count,
    ...NO_UPPER_PERCENTILES,
    interval: null,
    sampleSize: count,
  };
}

/**
 * `part` of `whole` as a share in `[0, 1]` with Wilson's 95 % interval.
 *
 * @returns `insufficient_data` if the whole is empty
 */
export function measureShare(part: number, whole: number): Measurement {
  if (whole === 0) return insufficient(0, 1);
  return {
    status: 'measured',
    value: part / whole,
    ...NO_UPPER_PERCENTILES,
    interval: wilsonInterval(part, whole),
    sampleSize: whole,
  };
}

/**
 * Events per person-week with an interval clustered by person; the sample size is the number of
 * events.
 *
 * @param people - the person of each event; null, unknown people, make up one cluster of their own
 * @returns `insufficient_data` if there are no person-weeks
 */
export function measureRate(people: readonly (number | null)[], weeks: PersonWeeks): Measurement {
  if (!(weeks.total > 0)) return insufficient(people.length, 1);

  const events = new Map<number | null, number>();
  for (const person of people) events.set(person, (events.get(person) ?? 0) + 1);
  const clusters = new Set<number | null>([...events.keys(), ...weeks.byPerson.keys()]);
  const { value, interval } = ratioOfSums(
    [...clusters].map((person) => ({
      numerator: events.get(person) ?? 0,
      denominator: person === null ? 0 : (weeks.byPerson.get(person) ?? 0),
    })),
  );
  return {
    status: 'measured',
    value,
    ...NO_UPPER_PERCENTILES,
    interval,
    sampleSize: people.length,
  };
}

/** Too little data is an answer, not an error. */
export function insufficient(sampleSize: number, required: number): Measurement {
  return { status: 'insufficient_data', sampleSize, required };
}
