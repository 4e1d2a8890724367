/** The whole second of an instant, in milliseconds since the epoch: GitHub knows no fractions. */
export function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000) * 1000;
}

/** An instant as GitHub writes it: RFC 3339, whole seconds, `Z`. */
export function timestamp(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The first instant of a UTC day. */
export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** A half-open interval `[from, to)`; instants are compared by their whole second. */
export type Interval = { readonly from: Date; readonly to: Date };

/** The last instant before an interval ends, so that "state at" it includes all of the interval. */
export function lastInstantBefore(to: Date): Date {
  return new Date(to.getTime() - 1);
}
