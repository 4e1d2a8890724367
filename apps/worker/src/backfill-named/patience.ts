import { setTimeout } from 'node:timers/promises';

import { isGitHubError } from '@uplift/github/client';

/** GitHub is asked no more after so many failures without an answer in between. */
const MOST_FAILURES = 10;

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

/** Waits for an instant, or until nobody wants that any more. */
export async function waitUntil(
  at: Date,
  { now, signal }: { readonly now: () => Date; readonly signal?: AbortSignal },
): Promise<void> {
  const waitMs = Math.max(0, at.getTime() - now().getTime());
  await setTimeout(waitMs, undefined, signal === undefined ? {} : { signal });
}
