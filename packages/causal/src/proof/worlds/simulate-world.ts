import { dayNumberOf, dayOf, weekOf } from '../../calendar/days.ts';
import type {
  ControlledDeveloper,
  ControlledPullRequest,
} from '../../controlled/controlled-input.ts';
import { NEVER } from '../../panel/panel.ts';
import { createRandom, type Random } from '../../worlds/random.ts';
import { draftsOf, type Draft } from './draft.ts';
import { pullRequestsOf } from './pull-requests.ts';
import type { ProofSetting } from './setting.ts';
import { truthOf } from './truth.ts';
import type { ProofWorld } from './world.ts';

/** The Monday on which every world begins. */
const START = dayNumberOf('2025-01-06');
/** The data reaches this many days beyond the last week, so that every pull request is followed. */
const FOLLOWED_DAYS = 28;

/**
 * Plays one world of a setting: weekly merges are negative binomial, cycle times log-normal. Every
 * pull request is opened and merged within one week and most of its cycle time lies before it is
 * opened, so that what is true of a week is true by opening and by merge alike, and none is cut off.
 * Equal settings, seeds and indexes give equal worlds.
 *
 * @param which - `index` tells the worlds of a study apart
 */
export function simulateWorld(
  setting: ProofSetting,
  which: { readonly seed: number; readonly index: number },
): ProofWorld {
  const random = createRandom(which.seed).fork(which.index);
  const drafts = draftsOf(setting, random.fork(0));
  const pullsRandom = random.fork(1);
  const pullRequests: ControlledPullRequest[] = [];
  const merged = drafts.map((draft) => {
    const pulls = pullRequestsOf(draft, { setting, start: START }, pullsRandom);
    for (const pull of pulls.list) pullRequests.push(pull);
    return pulls.byWeek;
  });
  const dayRandom = random.fork(2);
  return {
    input: {
      developers: drafts.map((draft) => developerOf(draft, dayRandom)),
      pullRequests,
      asOf: new Date((START + setting.weeks * 7 + FOLLOWED_DAYS) * 86_400_000),
    },
    firstWeek: weekOf(START),
    weeks: setting.weeks,
    automaticallyReviewed: new Set(
      drafts.filter((draft) => draft.isReviewedAutomatically).map(({ id }) => id),
    ),
    truth: truthOf(setting, drafts, merged),
  };
}

function developerOf(draft: Draft, random: Random): ControlledDeveloper {
  const { id, team, adoptedWeek, firstWeek, lastWeek } = draft;
  const weekday = random.integer(0, 4);
  return {
    id,
    teamId: team + 1,
    adoptedOn: adoptedWeek === NEVER ? null : dayOf(START + adoptedWeek * 7 + weekday),
    status: adoptedWeek === NEVER ? 'never' : 'known',
    firstActiveOn: dayOf(START + firstWeek * 7),
    lastActiveOn: dayOf(START + lastWeek * 7 + 4),
  };
}
