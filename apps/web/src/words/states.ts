import { day, hour } from '../format/dates.ts';
import { count } from '../format/numbers.ts';
import type { Failure } from '../api/problem-error.ts';

/** What a point of a chart stands for. */
export type PointState = 'measured' | 'provisional' | 'insufficient' | 'suppressed' | 'running';

/** What a state is called in a table. */
export const stateNames: Readonly<Record<PointState, string>> = {
  measured: 'measured',
  provisional: 'may still change',
  insufficient: 'too few',
  suppressed: 'hidden, too few people',
  running: 'still running, nothing yet',
};

/** That the last event is long ago. */
export function staleWords({
  since,
  days,
}: {
  readonly since: Date;
  readonly days: number;
}): string {
  return `Last data ${day(since)}, ${count(days)} days old`;
}

/** What went wrong, what is safe and what to do. */
export function failureWords(failure: Failure, at: Date): string {
  const when = hour(at);
  if (failure.kind === 'unreachable') return `The server could not be reached at ${when}.`;
  if (failure.kind === 'unreadable') {
    return `The answer could not be read at ${when}: this page and the server may be of different versions. Reload the page.`;
  }
  if (failure.status === 401) return 'You are signed out. Sign in again to see this.';
  if (failure.status === 403) return failure.detail ?? 'Your role may not see this.';
  const why = failure.detail === null || failure.status >= 500 ? '' : `: ${failure.detail}`;
  return `The server answered ${failure.status} at ${when}${why}.`;
}
