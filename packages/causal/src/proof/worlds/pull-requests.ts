import type { ControlledPullRequest } from '../../controlled/controlled-input.ts';
import type { Random } from '../../worlds/random.ts';
import type { Draft } from './draft.ts';
import { effectAfter } from './rates.ts';
import type { ProofSetting } from './setting.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Cycle time of a typical developer, median. */
const TYPICAL_SECONDS = 20 * 3600;
/** Pull requests are open for no longer than this. */
const LONGEST_OPEN = 2 * HOUR;

type Place = {
  readonly setting: ProofSetting;
  /** Day number of the Monday on which the world begins. */
  readonly start: number;
};

/** What a developer opens and merges, and how many in each week. */
export function pullRequestsOf(
  draft: Draft,
  { setting, start }: Place,
  random: Random,
): { readonly list: readonly ControlledPullRequest[]; readonly byWeek: Uint16Array } {
  const { countShape, durationSpread } = setting.noise;
  const list: ControlledPullRequest[] = [];
  const byWeek = new Uint16Array(setting.weeks);
  for (let week = draft.firstWeek; week <= draft.lastWeek; week += 1) {
    const effect = effectAfter(setting.effect, week - draft.adoptedWeek);
    const mean = setting.weeklyMerges * Math.exp(draft.course.count[week] + effect.count);
    byWeek[week] = random.poisson(mean * random.gamma(countShape));
    const monday = (start + week * 7) * DAY;
    const opened = Array.from({ length: byWeek[week] }, () => openingIn(monday, random));
    for (const openedAt of opened.toSorted((a, b) => a - b)) {
      const log = draft.course.time[week] + effect.time + durationSpread * random.normal();
      list.push(pullRequest(draft, { openedAt, seconds: TYPICAL_SECONDS * Math.exp(log) }));
    }
  }
  return { list, byWeek };
}

/** Some working hour of the week. */
function openingIn(monday: number, random: Random): number {
  return monday + random.integer(0, 4) * DAY + random.between(8, 18) * HOUR;
}

function pullRequest(
  { id, team }: Draft,
  { openedAt, seconds }: { readonly openedAt: number; readonly seconds: number },
): ControlledPullRequest {
  return {
    developerId: id,
    openedAt: new Date(openedAt),
    mergedAt: new Date(openedAt + Math.min(seconds * 1000, LONGEST_OPEN)),
    cycleTimeSeconds: seconds,
    additions: null,
    deletions: null,
    reviewCycles: null,
    state: 'merged',
    reverted: false,
    authorship: 'unmarked',
    repositoryId: team + 1,
  };
}
