import { addDays, dayOf } from '../days.ts';
import type { Day } from '../observations.ts';

/** How far the history of a repository was fetched, and compared with GitHub since. */
export type RepositoryCoverage = {
  /** `none`: its history was never asked for. */
  readonly state: 'none' | 'waiting' | 'running' | 'done' | 'unreachable';
  /** Nothing older was asked for. */
  readonly horizon: Date | null;
  /** Opening of the oldest pull request fetched. */
  readonly reached: Date | null;
  /** Every change on GitHub up to then is known. */
  readonly reconciledUntil: Date | null;
  /** Why it is out of reach. */
  readonly failure: string | null;
  /** False where no App is installed, so that changes come by comparing alone; true unless told. */
  readonly isLive?: boolean;
};

/** Pull requests of a day as last counted. */
export type CountedDay = {
  /** That GitHub had changed that day. */
  readonly expected: number;
  /** Of those, the ones that are here as they are there. */
  readonly present: number;
  /** Day of the count. */
  readonly checkedOn: Day;
  /** Why something is lacking, in GitHub's words; not known unless told. */
  readonly why?: string | null;
};

/** How much of a repository's day is known to be here, and why. */
export type DayCompleteness = {
  readonly day: Day;
  /** Null: not known. */
  readonly expected: number | null;
  readonly present: number | null;
  /** In [0, 100], rounded down to tenths; null: not known. */
  readonly percent: number | null;
  readonly reason: string;
  /** `unknown` days lower an organisation's figure; `outside` ones are left out of it. */
  readonly standing: 'counted' | 'unknown' | 'outside';
};

/** How much of an organisation's days is known to be here. */
export type TotalCompleteness = {
  /**
   * The share of the days that are known, times the share of their pull requests that are here, in
   * percent, rounded down to tenths: 100 only if nothing is missing. Null if no day counts.
   */
  readonly percent: number | null;
  readonly expected: number;
  readonly present: number;
  /** Days of repositories of which nothing is known. */
  readonly unknownDays: number;
};

/** Comparisons with GitHub come daily: so far behind the last one nothing need be wrong. */
const DAYS_BETWEEN_COMPARISONS = 2;

/** How complete a day of a repository is. @param counted - undefined where it was not counted */
export function completenessOfDay(
  day: Day,
  coverage: RepositoryCoverage,
  counted: CountedDay | undefined,
): DayCompleteness {
  const silent = (standing: 'unknown' | 'outside', reason: string): DayCompleteness => ({
    day,
    expected: null,
    present: null,
    percent: null,
    reason,
    standing,
  });
  const { state, horizon, reached, reconciledUntil, failure, isLive = true } = coverage;
  if (state === 'none') return silent('outside', 'its history was not asked for');
  if (horizon !== null && day < dayOf(horizon)) {
    return silent('outside', 'before the repository was in reach');
  }
  if (state === 'unreachable' && reconciledUntil === null) {
    return silent('unknown', `out of reach${failure === null ? '' : `: ${failure}`}`);
  }
  const isFetched = state === 'done' || state === 'unreachable';
  if (!isFetched && (reached === null || day <= dayOf(reached))) {
    return silent('unknown', 'backfill has not reached this day');
  }
  if (reconciledUntil === null) {
    return silent('unknown', 'backfill goes on: older pull requests may have changed this day');
  }
  if (addDays(day, 1) > dayOf(reconciledUntil))
    return silent(...sinceCompared(day, { reconciledUntil, isLive }));
  if (counted === undefined) return silent('unknown', 'not counted yet');
  return { day, ...countedDay(counted, isLive), standing: 'counted' };
}

function sinceCompared(
  day: Day,
  { reconciledUntil, isLive }: { readonly reconciledUntil: Date; readonly isLive: boolean },
): ['unknown' | 'outside', string] {
  const last = dayOf(reconciledUntil);
  return day <= addDays(last, DAYS_BETWEEN_COMPARISONS)
    ? ['outside', `${isLive ? 'live, ' : ''}to be compared with GitHub yet`]
    : ['unknown', `not compared with GitHub since ${last}`];
}

function countedDay(counted: CountedDay, isLive: boolean) {
  const { expected, present } = counted;
  const percent = percentOf(present, expected);
  const isWhole = present >= expected;
  const reason = isWhole && !isLive ? SILENT : countedReason(counted);
  return { expected, present, percent, reason };
}

const SILENT = 'reconciled; no App is installed to send webhooks';

/** What a count says, in words. */
export function countedReason({ expected, present, checkedOn, why = null }: CountedDay): string {
  const missing = expected - present;
  if (missing <= 0) return 'live and reconciled';
  const what = missing === 1 ? '1 pull request differs' : `${missing} pull requests differ`;
  return `${what} since ${checkedOn}${why === null ? '' : `: ${why}`}`;
}

/** How complete the days of an organisation's repositories are, put together. */
export function totalCompleteness(days: readonly DayCompleteness[]): TotalCompleteness {
  let [expected, present, unknownDays, countedDays] = [0, 0, 0, 0];
  for (const day of days) {
    expected += day.expected ?? 0;
    present += day.present ?? 0;
    unknownDays += day.standing === 'unknown' ? 1 : 0;
    countedDays += day.standing === 'counted' ? 1 : 0;
  }
  const known = countedDays + unknownDays;
  if (known === 0) return { percent: null, expected, present, unknownDays };
  const isWhole = unknownDays === 0 && present === expected;
  const share = (countedDays / known) * (expected === 0 ? 1 : present / expected);
  return { percent: isWhole ? 100 : floored(share), expected, present, unknownDays };
}

function percentOf(present: number, expected: number): number {
  return present >= expected ? 100 : floored(present / expected);
}

/** Never 100 for a part. */
function floored(share: number): number {
  return Math.min(99.9, Math.floor(share * 1000) / 10);
}
