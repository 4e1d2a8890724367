import { fixed, LOCALE } from './locale.ts';

type Interval = readonly [number, number];

const whole = new Intl.NumberFormat(LOCALE);
const short = new Intl.NumberFormat(LOCALE, { notation: 'compact' });

/** A count, grouped. */
export function count(value: number): string {
  return whole.format(value);
}

/** A count on an axis: `12k`. */
export function shortCount(value: number): string {
  return short.format(value).toLowerCase();
}

/** A change in percent, signed: whole, one decimal under one. */
export function percentChange(percent: number): string {
  return `${signed(percent)}%`;
}

/** A change with its interval, the unit once: `−12% [−19, −4]`. */
export function changeWithInterval(percent: number, interval: Interval | null): string {
  const bounds = interval === null ? '' : ` [${interval.map(signed).join(', ')}]`;
  return `${percentChange(percent)}${bounds}`;
}

/** The size of a change, unsigned, for words that tell the direction. */
export function size(percent: number): string {
  return `${fixed(Math.abs(percent), digitsOf(percent))}%`;
}

function signed(percent: number): string {
  const text = fixed(percent, digitsOf(percent));
  const isNothing = /^[0.,]*$/.test(text);
  return percent > 0 && !isNothing ? `+${text}` : text;
}

function digitsOf(percent: number): number {
  return percent !== 0 && Math.abs(percent) < 0.95 ? 1 : 0;
}

/** A share in percent: whole, one decimal under ten. */
export function share(value: number): string {
  return `${fixed(value * 100, shareDigits(value))}%`;
}

/** The bounds of a share with the digits of the share, the unit left to it. */
export function shareInterval(value: number, interval: Interval): string {
  const digits = shareDigits(value);
  return `[${interval.map((bound) => fixed(bound * 100, digits)).join(', ')}]`;
}

function shareDigits(value: number): number {
  return Math.abs(value) < 0.0995 && value !== 0 ? 1 : 0;
}

/** A rate to three significant digits, two decimals at most. */
export function rate(value: number): string {
  return fixed(value, rateDigits(value));
}

/** The bounds of a rate with the digits of the rate. */
export function rateInterval(value: number, interval: Interval): string {
  const digits = rateDigits(value);
  return `[${interval.map((bound) => fixed(bound, digits)).join(', ')}]`;
}

function rateDigits(value: number): number {
  if (Math.abs(value) >= 99.5) return 0;
  return Math.abs(value) >= 9.995 ? 1 : 2;
}

/** A p value to three digits. */
export function pValue(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${fixed(p, 3)}`;
}
