import { lastEventOf, loadingOf } from '../api/health.ts';
import type { HealthDetail } from '../api/health-detail.ts';
import { day, moment } from '../format/dates.ts';
import { duration } from '../format/durations.ts';
import { fixed } from '../format/locale.ts';
import { count } from '../format/numbers.ts';

type Source = HealthDetail['sources'][number];

/** What is fetched each day, as a reader calls it. */
export const sourceTitles = {
  directory: 'Repositories, people and teams',
  seats: 'Copilot seats',
  usage: 'Copilot usage reports',
  deployments: 'Deployments',
} as const;

const stateWords = {
  never: 'not fetched yet',
  running: 'being fetched',
  ok: 'fetched',
  failed: 'failed',
  refused: 'refused by GitHub',
} as const;

const DAILY_SECONDS = 86_400;
/** A day's sync that is over by half is not late but stuck. */
const PATIENCE = 1.5;

/** Whether nothing here was ever fetched from GitHub: everything came from files. */
export function isFromFiles(health: HealthDetail): boolean {
  return (
    health.installationStatus === 'none' &&
    health.repositories.every(({ backfill }) => backfill === null) &&
    health.sources.every(({ state }) => state === 'never')
  );
}

/** The state of the data, as one sentence. */
export function healthSentence(health: HealthDetail, zone?: string): string {
  const shared = health.repositories.filter(({ removed }) => !removed);
  const names = `${count(shared.length)} ${shared.length === 1 ? 'repository' : 'repositories'}`;
  const last = lastEventOf({ repositories: shared });
  const until = last === null ? '' : `, up to ${moment(last, zone)}`;
  if (shared.length === 0) return 'No repository has told of anything yet.';
  if (isFromFiles(health)) return `These data came from files: ${names}${until}.`;
  const loading = loadingOf(health);
  if (loading !== null) {
    return `History of ${count(loading.repositories)} of ${names} is still on its way, the newest first.`;
  }
  const { percent, unknownDays, to } = health.completeness;
  if (percent === null) return `${names} here${until}; not compared with GitHub yet.`;
  if (percent === 100) return `All ${names} complete to ${day(new Date(to))}.`;
  const unknown = unknownDays === 0 ? '' : `; ${dayCount(unknownDays)} not compared yet`;
  return `${fixed(percent, 1)}% of what changed in ${names} is known to be here${unknown}.`;
}

/** How something that is fetched stands, and whether nothing came for too long. */
export type Standing = { readonly words: string; readonly isStuck: boolean };

/** Now, and the zone that times are told in: the reader's where none is known. */
type Here = {
  readonly now: Date;
  readonly zone?: string | undefined;
  /** A story that is told to its end: nothing more comes. */
  readonly isSimulated?: boolean;
};

/** How a source that is fetched each day stands. */
export function sourceStanding({ state, lastRunAt, reason }: Source, here: Here): Standing {
  const last = lastRunAt === null ? null : new Date(lastRunAt);
  const silent = last === null ? 0 : secondsSince(last, here);
  const why = reason ?? '';
  if (last !== null && silent > DAILY_SECONDS * PATIENCE) {
    return { words: sentences(nothingSince(last, here), 'Usually every day.', why), isStuck: true };
  }
  const at = last === null ? '' : ` ${moment(last, here.zone)}`;
  const words = why === '' ? `${stateWords[state]}${at}` : `${stateWords[state]}${at}. ${why}`;
  return { words, isStuck: state === 'failed' };
}

/** How webhooks come; stuck after a wait longer than any of late. Null where none are to come. */
export function webhookStanding(
  { webhooks }: Pick<HealthDetail, 'webhooks'>,
  here: Here,
): Standing | null {
  if (webhooks === null) return null;
  const last = new Date(webhooks.lastAt);
  const silent = secondsSince(last, here);
  if (here.isSimulated === true) {
    return { words: `last ${moment(last, here.zone)}. The simulation is over.`, isStuck: false };
  }
  const usual = usualWords(webhooks.usualSeconds);
  if (silent > webhooks.longestSeconds && silent > SHORTEST_SILENCE) {
    return { words: sentences(nothingSince(last, here), usual), isStuck: true };
  }
  return { words: `last ${moment(last, here.zone)}. ${usual}`, isStuck: false };
}

const SHORTEST_SILENCE = 3600;

function usualWords(seconds: number): string {
  return seconds < 1 ? 'Usually several a second.' : `Usually every ${duration(seconds)}.`;
}

function nothingSince(last: Date, here: Here): string {
  return `Nothing since ${moment(last, here.zone)}, ${duration(secondsSince(last, here))}.`;
}

function secondsSince(last: Date, { now }: Here): number {
  return (now.getTime() - last.getTime()) / 1000;
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

/** Days, with their unit. */
export function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${count(days)} days`;
}

/** A day of a repository that is known to lack something; `missing` counts pull requests. */
export type Gap = {
  readonly repository: string;
  readonly day: string;
  readonly missing: number;
  readonly cause: string;
};

/** Days that are known to lack something, the latest first. */
export function gapsOf({ repositories }: Pick<HealthDetail, 'repositories'>): readonly Gap[] {
  return repositories
    .filter(({ removed }) => !removed)
    .flatMap(({ repository, completeness }) =>
      completeness.flatMap(({ day: on, expected, present, reason }) =>
        expected === null || present === null || present >= expected
          ? []
          : [{ repository, day: on, missing: expected - present, cause: reason }],
      ),
    )
    .toSorted((a, b) => b.day.localeCompare(a.day) || a.repository.localeCompare(b.repository));
}
