import type { Stage } from './facts.ts';

/**
 * What a measure answers for one scope and bucket. Too little data is an answer, not an error.
 * Values carry the measure's own unit (see the catalogue).
 */
export type Measurement =
  | {
      readonly status: 'measured';
      readonly value: number;
      /** Upper percentiles, for durations and sizes. */
      readonly p75: number | null;
      readonly p90: number | null;
      /** Mean, beside the percentiles and never alone. */
      readonly mean: number | null;
      /** 95 % interval of `value`; null for a plain count, which is a census and not a sample. */
      readonly interval: readonly [number, number] | null;
      readonly sampleSize: number;
      /** The mean by stage, which sums to `mean` exactly in the order of the stages; cycle time only. */
      readonly stages?: Readonly<Record<Stage, number>>;
      /** The same by the clock of working hours, of the same pull requests; cycle time only. */
      readonly working?: WorkingFigures;
    }
  | {
      readonly status: 'insufficient_data';
      readonly sampleSize: number;
      readonly required: number;
    };

/** Figures by the clock of working hours, in seconds, beside those of the calendar. */
export type WorkingFigures = {
  /** The key of the calendar that they were measured by. */
  readonly calendar: string;
  readonly value: number;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
  /** The mean by stage, which sums to `mean` exactly in the order of the stages. */
  readonly stages: Readonly<Record<Stage, number>>;
};
