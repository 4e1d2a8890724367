import type { Unit } from '../api/series.ts';
import { duration, durationTicks, durationWithInterval } from './durations.ts';
import { fixed } from './locale.ts';
import { count, rate, rateInterval, share, shareInterval, shortCount } from './numbers.ts';

/** A figure as it is shown: with its unit, and with its interval where it has one. */
export type Figure = { readonly value: string; readonly interval: string | null };

/** A value of a measure in its unit, with the interval in the same unit and digits. */
export function figure(
  unit: Unit,
  value: number,
  interval: readonly [number, number] | null,
): Figure {
  if (unit === 'seconds') return durationWithInterval(value, interval);
  if (unit === 'share') {
    return { value: share(value), interval: interval && shareInterval(value, interval) };
  }
  if (unit === 'count' || unit === 'lines') {
    const bounds = interval && `[${interval.map((bound) => count(Math.round(bound))).join(', ')}]`;
    return { value: count(Math.round(value)), interval: bounds };
  }
  return { value: rate(value), interval: interval && rateInterval(value, interval) };
}

/** A value short enough for the end of a line: `26 h`, `61%`, `1.9`. */
export function brief(unit: Unit, value: number): string {
  if (unit === 'seconds') return duration(value);
  if (unit === 'share') return share(value);
  return unit === 'count' || unit === 'lines' ? shortCount(Math.round(value)) : fixed(value, 1);
}

/** A place on an axis of values. */
export type Tick = { readonly value: number; readonly label: string };

const MOST_STEPS = 4;

/** Ticks from nothing to at least `most`, at most seven; a share never beyond the whole. */
export function ticks(unit: Unit, most: number): readonly Tick[] {
  if (unit === 'seconds') return durationTicks(most);
  if (unit === 'share' && most > 0.4) {
    return [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: share(value) }));
  }
  const step = niceStep(most / MOST_STEPS);
  const total = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: total + 1 }, (_, index) => {
    const value = index * step;
    return { value, label: tickLabel(unit, value, step) };
  });
}

function tickLabel(unit: Unit, value: number, step: number): string {
  if (unit === 'share') return `${fixed(value * 100, step * 100 >= 1 ? 0 : 1)}%`;
  return step >= 1 ? shortCount(value) : fixed(value, step >= 0.1 ? 1 : 2);
}

/** The next of 1, 2, 2.5, 5 times a power of ten. */
function niceStep(least: number): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
