import { sortDurations, type Durations } from './durations.ts';

/** A Kaplan-Meier curve: a step down at each time at which something ended. */
export type SurvivalCurve = {
  /** Durations that the curve rests on. */
  readonly size: number;
  /** Distinct times at which at least one duration ended, ascending. */
  readonly time: Float64Array;
  /** Durations at least that long. */
  readonly atRisk: Float64Array;
  /** Ends at exactly that time. */
  readonly ends: Float64Array;
  /** Share that lasts longer, right after the step; in `[0, 1]`, falling. */
  readonly survival: Float64Array;
  /** Greenwood's sum `Σ d / (r (r − d))` up to that time; infinite once everything has ended. */
  readonly greenwood: Float64Array;
  /** The longest duration, ended or not: the curve says nothing beyond it. */
  readonly lastTime: number;
};

/**
 * The product-limit estimator of Kaplan and Meier (1958, JASA 53): `S(t) = Π (1 − d / r)`, where
 * durations cut off at a time still count as at risk at that time. Variance by Greenwood (1926).
 *
 * @throws {RangeError} as {@link sortDurations}
 */
export function kaplanMeier(durations: Durations): SurvivalCurve {
  return curveOfSorted(sortDurations(durations));
}

/** {@link kaplanMeier} of durations that ascend already. */
export function curveOfSorted({ time, ended }: Durations): SurvivalCurve {
  const steps = stepsOf(time, ended);
  const survival = new Float64Array(steps.length);
  const greenwood = new Float64Array(steps.length);
  let share = 1;
  let sum = 0;
  for (const [index, { atRisk, ends }] of steps.entries()) {
    share *= 1 - ends / atRisk;
    sum += ends / (atRisk * (atRisk - ends));
    survival[index] = share;
    greenwood[index] = sum;
  }
  return {
    size: time.length,
    time: Float64Array.from(steps, (step) => step.time),
    atRisk: Float64Array.from(steps, (step) => step.atRisk),
    ends: Float64Array.from(steps, (step) => step.ends),
    survival,
    greenwood,
    lastTime: time.at(-1) ?? 0,
  };
}

/**
 * Greenwood's standard error of the share that lasts longer, at each step of the curve.
 *
 * @returns null where everything has ended: the formula is undefined at a share of 0
 */
export function survivalErrors(curve: SurvivalCurve): (number | null)[] {
  return Array.from(curve.survival, (share, index) =>
    share === 0 ? null : share * Math.sqrt(curve.greenwood[index]),
  );
}

/** The share that lasts longer than `time`; 1 before the first step. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return curve.survival[stepAt(curve, time)] ?? 1;
}

/** Index of the last step at or before `time`; −1 before the first. */
export function stepAt(curve: SurvivalCurve, time: number): number {
  let low = 0;
  let high = curve.time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (curve.time[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Step = { readonly time: number; readonly atRisk: number; readonly ends: number };

function stepsOf(time: Float64Array, ended: Uint8Array): Step[] {
  const steps: Step[] = [];
  let index = 0;
  while (index < time.length) {
    const first = index;
    const now = time[first];
    let ends = 0;
    for (; index < time.length && time[index] === now; index += 1) ends += ended[index];
    if (ends > 0) steps.push({ time: now, atRisk: time.length - first, ends });
  }
  return steps;
}
