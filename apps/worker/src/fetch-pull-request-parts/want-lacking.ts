import { wantFetches, type Transaction, type WantedFetch } from '@uplift/db';
import type { PullRequestRead } from '@uplift/github/client';

/** What GitHub did not give of a pull request that can be read otherwise. */
export type Lack = Pick<PullRequestRead, 'problems' | 'isForbidden'>;

/** What is to be fetched of pull requests: at once, or when it may have been allowed. */
export type Lacking = {
  readonly soon: readonly WantedFetch[];
  readonly later: readonly WantedFetch[];
};

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const WEEK_SECONDS = 7 * DAY_SECONDS;
/** Waits between readings of a pull request of which GitHub does not give all; then weeks. */
const WAITS_SECONDS = [60, HOUR_SECONDS, DAY_SECONDS];

/** Why something is lacking, in one line of names of fields; null where nothing is. */
export function failureOf({ problems }: Lack): string | null {
  if (problems.length === 0) return null;
  return `GitHub did not give all of it (${problems.slice(0, 3).join(', ')})`;
}

/** What did not fit onto a page, and the whole of pull requests of which not all could be read. */
export function lackingOf(
  reads: readonly (Lack & Pick<PullRequestRead, 'number' | 'overflow'>)[],
  repositoryId: number,
): Lacking {
  const soon: WantedFetch[] = [];
  const later: WantedFetch[] = [];
  for (const { number, overflow, ...lack } of reads) {
    for (const { part, cursor } of overflow) soon.push({ repositoryId, number, part, cursor });
    const failure = failureOf(lack);
    if (failure === null) continue;
    const whole = { repositoryId, number, part: 'whole', cursor: null, failure } as const;
    (lack.isForbidden ? later : soon).push(whole);
  }
  return { soon, later };
}

/** Has what is lacking fetched. Until it is here, the days of its pull requests are not complete. */
export async function wantLacking(
  tx: Transaction,
  organizationId: number,
  { lacking: { soon, later }, at }: { readonly lacking: Lacking; readonly at: Date },
): Promise<void> {
  await wantFetches(tx, organizationId, { wanted: soon, notBefore: at });
  const notBefore = after(at, WEEK_SECONDS);
  await wantFetches(tx, organizationId, { wanted: later, notBefore });
}

/** When a pull request is read again of which GitHub did not give all. */
export function askAgainAt(
  { isForbidden }: Lack,
  { attempts, now }: { readonly attempts: number; readonly now: Date },
): Date {
  return after(now, (isForbidden ? null : WAITS_SECONDS[attempts]) ?? WEEK_SECONDS);
}

function after(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}
