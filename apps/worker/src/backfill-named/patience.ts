import { setTimeout } from 'node:timers/promises';

import { isGitHubError, type GitHubError } from '@uplift/github/client';

/** GitHub is asked no more after so many failures without an answer in between. */
const MOST_FAILURES = 10;

/** Doubled with each failure in a row: all ten take GitHub half a minute to come back. */
const FIRST_PAUSE_MS = 50;

/** What counts failures, of which some pass by themselves, and some never will. */
export type FailureWatch = {
  readonly succeeded: () => void;
  readonly failed: (error: Error) => void;
  /** @throws the last failure, after ten in a row, or one that only a person can end */
  readonly throwIfHopeless: () => void;
};

/** Begins to count failures. */
export function watchFailures(): FailureWatch {
  let failures = 0;
  let last: Error | null = null;
  return {
    succeeded: () => {
      failures = 0;
    },
    failed: (error) => {
      last = error;
      const passes = isGitHubError(error) && error.kind === 'rate_limited';
      if (!passes) failures += 1;
      if (isGitHubError(error) && error.kind === 'unauthorized') failures = MOST_FAILURES;
    },
    throwIfHopeless: () => {
      if (failures >= MOST_FAILURES && last !== null) throw last;
    },
  };
}

/** What asking patiently needs. */
export type PatienceDeps = {
  readonly now: () => Date;
  /** Told when it has to wait until an instant. */
  readonly onWait?: (until: Date) => Promise<void> | void;
  readonly signal?: AbortSignal;
};

/**
 * Asks GitHub until it answers: after what passes by itself again, and at the end of a limit.
 *
 * @throws {GitHubError} what will not pass, or the tenth failure in a row
 */
export async function askPatiently<Answer>(
  ask: () => Promise<Answer>,
  deps: PatienceDeps,
): Promise<Answer> {
  const watch = watchFailures();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= 2) {
    deps.signal?.throwIfAborted();
    try {
      return await ask();
    } catch (error) {
      if (!isGitHubError(error) || isForGood(error)) throw error;
      watch.failed(error);
      watch.throwIfHopeless();
      await waitUntil(await againAt(error, pauseMs, deps), deps);
    }
  }
}

/** Whether asking again comes to the same. */
function isForGood({ kind }: GitHubError): boolean {
  return ['unauthorized', 'suspended', 'forbidden', 'not_found', 'moved'].includes(kind);
}

async function againAt(
  { failure }: GitHubError,
  pauseMs: number,
  { now, onWait }: PatienceDeps,
): Promise<Date> {
  if (failure.kind !== 'rate_limited') return new Date(now().getTime() + pauseMs);
  await onWait?.(failure.until);
  return failure.until;
}

/** Waits for an instant, or until nobody wants that any more. */
export async function waitUntil(
  at: Date,
  { now, signal }: { readonly now: () => Date; readonly signal?: AbortSignal },
): Promise<void> {
  const waitMs = Math.max(0, at.getTime() - now().getTime());
  await setTimeout(waitMs, undefined, signal === undefined ? {} : { signal });
}
