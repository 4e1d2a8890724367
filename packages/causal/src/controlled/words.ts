import type { Interval } from '../comparison.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';

/** What a measure is called at the beginning of a sentence. */
export const measureNouns: Record<BeforeAfterMeasure, string> = {
  cycle_time: 'Cycle time',
  throughput: 'Throughput',
};

/** A log ratio as a change in percent. */
export function percentOf(logRatio: number): number {
  return Math.expm1(logRatio) * 100;
}

/** A change with its sign and one digit: `-12.3 %`. */
export function percentText(percent: number): string {
  return `${signed(percent)} %`;
}

/** A share with one digit and no sign: `12.3 %`. */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Hours with one digit, and a sign where they are negative: `12.3 h`. */
export function hoursText(seconds: number): string {
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A difference of shares in points, with its sign: `+3.2`. */
export function pointsText(share: number): string {
  return signed(share * 100);
}

/** `p = 0.012`, and no zero that is none. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** A 95 % interval in words. */
export function intervalText(interval: Interval | null): string {
  return interval === null
    ? 'no interval can be given'
    : `95 % interval ${signed(interval[0])} to ${signed(interval[1])} %`;
}

/** `12.3 % lower` or `12.3 % higher`. */
export function changeText(percent: number): string {
  return `${Math.abs(percent).toFixed(1)} % ${percent < 0 ? 'lower' : 'higher'}`;
}

/** A number of things, in one or in many. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function signed(percent: number): string {
  const digits = Math.abs(percent).toFixed(1);
  return percent < 0 && digits !== '0.0' ? `-${digits}` : `+${digits}`;
}
