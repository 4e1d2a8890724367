import type { MeasureUnit } from '@uplift/metrics';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WEEK = 604_800;

/** How the values of one figure are written: all of them in the same unit. */
export type Scale = {
  /** Follows a number, with a space before it where it needs one. */
  readonly suffix: string;
  readonly divisor: number;
  readonly decimals: number;
};

/**
 * The scale that a value is best read in: durations in the unit that gives two or three digits,
 * shares in percent, rates with two decimals.
 *
 * @param value - in the measure's own unit
 */
export function scaleFor(unit: MeasureUnit, value: number): Scale {
  if (unit === 'seconds') return durationScale(value);
  if (unit === 'share')
    return { suffix: '%', divisor: 0.01, decimals: value > 0 && value < 0.1 ? 1 : 0 };
  const isRate = unit === 'prs_per_developer_week' || unit === 'reviews_per_reviewer_week';
  return { suffix: '', divisor: 1, decimals: isRate ? 2 : 0 };
}

function durationScale(seconds: number): Scale {
  const scale = (suffix: string, divisor: number): Scale => ({
    suffix: ` ${suffix}`,
    divisor,
    decimals: divisor >= HOUR && seconds / divisor < 10 ? 1 : 0,
  });
  if (seconds < 90) return scale('s', 1);
  if (seconds < 90 * MINUTE) return scale('min', MINUTE);
  if (seconds < 72 * HOUR) return scale('h', HOUR);
  return seconds < 60 * DAY ? scale('d', DAY) : scale('weeks', WEEK);
}

/** A value without its unit. */
export function bare(value: number, { divisor, decimals }: Scale): string {
  return grouped(value / divisor, decimals);
}

/** A value with its unit: `26 h`, `61%`, `1.93`. */
export function written(value: number, scale: Scale): string {
  return `${bare(value, scale)}${scale.suffix}`;
}

/** A percent change, always signed, with a true minus: `−12%`, `+0.4%`. */
export function signedPercent(percent: number): string {
  return `${signed(percent)}%`;
}

/** An interval of percent changes: `[−19, −4]`. */
export function percentInterval([low, high]: readonly [number, number]): string {
  return `[${signed(low)}, ${signed(high)}]`;
}

/** A count: `11,482`. */
export function counted(count: number): string {
  return grouped(count, 0);
}

/** A day: `9 Nov 2026`. */
export function dayWords(instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(instant);
}

/** A month on an axis: `Nov`. */
export function monthWords(instant: Date): string {
  return new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(instant);
}

function signed(percent: number): string {
  const text = grouped(Math.abs(percent), Math.abs(percent) < 1 ? 1 : 0);
  if (Number(text.replaceAll(',', '')) === 0) return '0';
  return `${percent < 0 ? '−' : '+'}${text}`;
}

function grouped(value: number, decimals: number): string {
  return new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}
