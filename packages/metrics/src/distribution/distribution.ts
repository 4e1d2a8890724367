import type { MeasureId, MeasureUnit } from '../measure.ts';
import { REQUIRED_VALUES } from '../measures/answers.ts';
import type { Interval } from '../stats/interval.ts';
import { mean } from '../stats/mean.ts';
import { quantileOfSorted, sortedSample } from '../stats/quantile.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';

/** The measures that are a value of each merged pull request, and so have a distribution. */
export const distributionMeasures = [
  'cycle_time',
  'coding_time',
  'pickup_time',
  'review_time',
  'merge_time',
  'time_to_merge',
  'review_turnaround',
  'ai_review_turnaround',
  'pr_size',
  'review_cycles',
] as const satisfies readonly MeasureId[];
export type DistributionMeasure = (typeof distributionMeasures)[number];

/** Values in `[from, to)`. */
export type Bin = { readonly from: number; readonly to: number; readonly count: number };

/** How the values of a sample are spread, in the unit of the measure. */
export type Distribution =
  | {
      readonly status: 'measured';
      readonly sampleSize: number;
      readonly quantiles: {
        readonly p10: number;
        readonly p25: number;
        readonly p50: number;
        readonly p75: number;
        readonly p90: number;
      };
      /** 95 % interval of the median. */
      readonly interval: Interval;
      readonly mean: number;
      /** From the first that holds a value to the last, without a gap. */
      readonly bins: readonly Bin[];
    }
  | {
      readonly status: 'insufficient_data';
      readonly sampleSize: number;
      readonly required: number;
    };

/**
 * A sample in bins that grow by a constant factor, with its quantiles: of durations √2 from a minute
 * on, so that every second edge is twice the one before; of whole numbers 2 from one on. What is less goes
 * into one bin from zero.
 *
 * @param sample - finite numbers that are not negative, in any order
 * @returns `insufficient_data` where there would be no median either
 */
export function distributionOf(sample: readonly number[], unit: MeasureUnit): Distribution {
  const sampleSize = sample.length;
  if (sampleSize < REQUIRED_VALUES) {
    return { status: 'insufficient_data', sampleSize, required: REQUIRED_VALUES };
  }
  const sorted = sortedSample(sample);
  const at = (p: number): number => quantileOfSorted(sorted, p);
  return {
    status: 'measured',
    sampleSize,
    quantiles: { p10: at(0.1), p25: at(0.25), p50: at(0.5), p75: at(0.75), p90: at(0.9) },
    interval: quantileInterval(sorted, 0.5),
    mean: mean(sorted),
    bins: binsOf(sorted, unit),
  };
}

const MINUTE = 60;

/** The lower edge of a bin; the first one begins at zero. */
function edgeOf(bin: number, unit: MeasureUnit): number {
  if (bin === 0) return 0;
  return unit === 'seconds' ? MINUTE * 2 ** ((bin - 1) / 2) : 2 ** (bin - 1);
}

function binsOf(sorted: Float64Array, unit: MeasureUnit): Bin[] {
  const bins: Bin[] = [];
  let counted = 0;
  for (let bin = 0; counted < sorted.length; bin += 1) {
    const to = edgeOf(bin + 1, unit);
    const before = counted;
    while (counted < sorted.length && (sorted[counted] ?? 0) < to) counted += 1;
    const count = counted - before;
    if (count > 0 || bins.length > 0) bins.push({ from: edgeOf(bin, unit), to, count });
  }
  return bins;
}
