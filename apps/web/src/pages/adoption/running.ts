/** Seven days, in milliseconds: weeks are of UTC. */
export const WEEK = 7 * 86_400_000;

/** When a week ends: the first instant of the next. */
export function endOfWeek(start: Date): Date {
  return new Date(start.getTime() + WEEK);
}

/** Whether a week is not over yet, so that its figures may change. */
export function isRunning(start: Date, now: Date): boolean {
  return endOfWeek(start) > now;
}
