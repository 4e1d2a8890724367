import type { BackfillSetback, LeasedBackfill } from '@uplift/db';
import type { GitHubError } from '@uplift/github/client';

/** What a failure means for a repository, and for the others that are asked in the same name. */
export type Consequence = {
  readonly setback: BackfillSetback;
  /** Nobody need ask for anything of the organisation before; null: the others go on. */
  readonly pauseUntil: Date | null;
};

const FIRST_RETRY_SECONDS = 2;
const LONGEST_RETRY_SECONDS = 900;
/** Somebody has to put credentials or the installation right first. */
const PAUSE_SECONDS = 600;

/** What follows from a failed page. The page is asked for again, and nothing was stored of it. */
export function consequenceOf(error: GitHubError, lease: LeasedBackfill, now: Date): Consequence {
  const { failure, message } = error;
  const { attempts, pageSize } = lease;
  const kept = { state: 'running', failure: message, notBefore: null, attempts, pageSize } as const;
  switch (failure.kind) {
    case 'rate_limited':
      return { setback: { ...kept, failure: null }, pauseUntil: failure.until };
    case 'unauthorized':
    case 'suspended':
      return { setback: kept, pauseUntil: later(now, PAUSE_SECONDS) };
    case 'not_found':
    case 'forbidden':
      return { setback: { ...kept, state: 'unreachable' }, pauseUntil: null };
    case 'too_heavy':
      if (pageSize > 1) return { setback: smaller(lease), pauseUntil: null };
      break;
    case 'refused':
      // A cursor that GitHub does not know any more: from the newest on, which is harmless.
      if (lease.cursor === null || attempts === 0) break;
      return { setback: { ...kept, fromStart: true, attempts: attempts + 1 }, pauseUntil: null };
    case 'moved':
    case 'unavailable':
    case 'malformed':
      break;
  }
  return again(lease, message, now);
}

/** Half the page: what is too much at once, or holds something that cannot be read. */
export function smaller({ pageSize, attempts }: LeasedBackfill): BackfillSetback {
  const half = Math.max(1, Math.floor(pageSize / 2));
  return { state: 'running', failure: null, notBefore: null, attempts, pageSize: half };
}

function again({ attempts, pageSize }: LeasedBackfill, failure: string, now: Date): Consequence {
  const seconds = Math.min(LONGEST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** attempts);
  const notBefore = later(now, seconds);
  const setback = {
    state: 'running',
    failure,
    notBefore,
    attempts: attempts + 1,
    pageSize,
  } as const;
  return { setback, pauseUntil: null };
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
