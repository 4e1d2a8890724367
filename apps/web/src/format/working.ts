import { fixed } from './locale.ts';

/**
 * Time in which people work, in minutes or hours: never in days, which would be of 24 hours.
 *
 * @param seconds - not negative
 */
export function workingDuration(seconds: number): string {
  if (seconds < 90 * 60) return `${fixed(seconds / 60, 0)} min`;
  return `${fixed(seconds / 3600, digitsOf(seconds))} h`;
}

/** Such a time with its interval, all in hours or all in minutes as the time is. */
export function workingWithInterval(
  seconds: number,
  interval: readonly [number, number] | null,
): string {
  if (interval === null) return workingDuration(seconds);
  const [unit, digits] = seconds < 90 * 60 ? [60, 0] : [3600, digitsOf(seconds)];
  const bounds = interval.map((bound) => fixed(bound / unit, digits)).join(', ');
  return `${workingDuration(seconds)} [${bounds}]`;
}

function digitsOf(seconds: number): number {
  return seconds < 9.95 * 3600 ? 1 : 0;
}
