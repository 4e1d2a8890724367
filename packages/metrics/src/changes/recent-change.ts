import type { MeasureUnit } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import { Z_975, type Interval } from '../stats/interval.ts';
import { mean } from '../stats/mean.ts';
import { studentPoint975, studentTwoSided } from '../stats/student.ts';

/** Fewer measured weeks than this do not tell how much a series varies by itself. */
export const REQUIRED_WEEKS = 8;

type Measured = Extract<Measurement, { readonly status: 'measured' }>;

/** What of a measurement weeks are compared by. */
export type ComparedMeasurement =
  | Pick<Measured, 'status' | 'value' | 'interval' | 'sampleSize'>
  | Exclude<Measurement, Measured>;

/** A series with its last full week, and the weeks before it in any order. */
export type RecentWeeks = {
  readonly unit: MeasureUnit;
  readonly last: ComparedMeasurement;
  readonly trailing: readonly ComparedMeasurement[];
};

/** How a week stands against those before it, in the unit of the measure. */
export type RecentChange = {
  /** The middle of the weeks before: their mean on the scale of the comparison. */
  readonly before: number;
  readonly after: number;
  readonly percent: number;
  /** 95 % interval of the percentage. */
  readonly interval: Interval;
  /** How often a week of a series that has not moved would lie as far off; two-sided. */
  readonly p: number;
};

/**
 * Whether the last full week of a series lies beyond what its own weeks before lead one to expect: a
 * prediction interval for one more observation (Geisser, "Predictive Inference", 1993, section 2.1;
 * Student's t with n − 1 degrees of freedom), on the logarithm, or for shares on the log-odds with half an
 * event added to both sides (Haldane 1956; Anscombe 1956).
 *
 * The spread is that between the weeks before, and never less than the weeks' own sampling error, as
 * their intervals tell it; a last week that rests on less than those before is allowed its larger error. So a
 * series that agreed with itself by chance, a thin week, and an outlier among the weeks before make
 * the test more careful, not less.
 *
 * @returns null where the last week or fewer than {@link REQUIRED_WEEKS} before it can be compared; a
 *   value of zero has no logarithm, and its week is passed over
 */
export function recentChange({ unit, last, trailing }: RecentWeeks): RecentChange | null {
  const now = onScale(last, unit);
  const weeks = trailing.flatMap((week) => onScale(week, unit) ?? []);
  if (now === null || weeks.length < REQUIRED_WEEKS) return null;

  const centre = mean(weeks.map(({ position }) => position));
  const sampling = mean(weeks.map(({ variance }) => variance));
  const freedom = weeks.length - 1;
  const squares = weeks.reduce((sum, { position }) => sum + (position - centre) ** 2, 0);
  const noise = Math.max(squares / freedom, sampling);
  const error = Math.sqrt(noise / weeks.length + noise + Math.max(0, now.variance - sampling));
  if (!(error > 0)) return null;

  const distance = now.position - centre;
  const reach = studentPoint975(freedom) * error;
  const before = fromScale(centre, unit);
  const percentOf = (value: number): number => (value / before - 1) * 100;
  const after = fromScale(now.position, unit);
  return {
    before,
    after,
    percent: percentOf(after),
    interval: [
      percentOf(fromScale(now.position - reach, unit)),
      percentOf(fromScale(now.position + reach, unit)),
    ],
    p: studentTwoSided(distance / error, freedom),
  };
}

type Placed = { readonly position: number; readonly variance: number };

function onScale(measurement: ComparedMeasurement, unit: MeasureUnit): Placed | null {
  if (measurement.status !== 'measured') return null;
  const { value, interval, sampleSize } = measurement;
  if (unit === 'share') return logOdds(value * sampleSize + 0.5, (1 - value) * sampleSize + 0.5);
  if (!(value > 0)) return null;
  return { position: Math.log(value), variance: interval === null ? 0 : spreadOf(value, interval) };
}

function logOdds(yes: number, no: number): Placed {
  return { position: Math.log(yes / no), variance: 1 / yes + 1 / no };
}

/** The variance of a logarithm by its interval; by the upper half alone where the lower reaches zero. */
function spreadOf(value: number, [low, high]: Interval): number {
  const half = low > 0 ? Math.log(high / low) / 2 : Math.log(high / value);
  return (half / Z_975) ** 2;
}

function fromScale(position: number, unit: MeasureUnit): number {
  return unit === 'share' ? 1 / (1 + Math.exp(-position)) : Math.exp(position);
}
