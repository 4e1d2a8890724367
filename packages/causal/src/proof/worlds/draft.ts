import { NEVER } from '../../panel/panel.ts';
import type { Random } from '../../worlds/random.ts';
import { planAdoption, type Nature } from './plan-adoption.ts';
import { coursesOf, type Course } from './rates.ts';
import type { ProofSetting } from './setting.ts';

/** A developer of a world in the making. Weeks count from its start. */
export type Draft = {
  readonly id: number;
  readonly team: number;
  /** {@link NEVER} for one who does not begin while there. */
  readonly adoptedWeek: number;
  readonly firstWeek: number;
  readonly lastWeek: number;
  readonly course: Course;
  readonly isReviewedAutomatically: boolean;
};

/** Everybody of a world, with their courses. */
export function draftsOf(setting: ProofSetting, random: Random): readonly Draft[] {
  const natures = naturesOf(setting, random.fork(0));
  const planned = planAdoption(setting, natures, random.fork(1));
  const courses = coursesOf(setting, natures, random.fork(2));
  const stays = random.fork(3);
  const reviews = random.fork(4);
  return natures.map(({ team }, index) => {
    const stay = stayOf(setting, stays);
    return {
      id: index + 1,
      team,
      ...stay,
      adoptedWeek: withinStay(planned[index], stay),
      course: courses[index],
      isReviewedAutomatically: reviews.chance(setting.automaticReview),
    };
  });
}

function naturesOf({ teams, developersPerTeam }: ProofSetting, random: Random): readonly Nature[] {
  return Array.from({ length: teams * developersPerTeam }, (_, index) => ({
    team: Math.floor(index / developersPerTeam),
    countLevel: random.normal(),
    timeLevel: random.normal(),
    trend: random.normal(),
  }));
}

type Stay = Pick<Draft, 'firstWeek' | 'lastWeek'>;

/** Leavers go in the last two thirds, joiners come in the first two. */
function stayOf({ turnover, weeks }: ProofSetting, random: Random): Stay {
  const third = Math.floor(weeks / 3);
  const fate = random.uniform();
  const week = random.integer(0, weeks - third - 1);
  if (fate < turnover) return { firstWeek: 0, lastWeek: third + week };
  if (fate < 2 * turnover) return { firstWeek: week, lastWeek: weeks - 1 };
  return { firstWeek: 0, lastWeek: weeks - 1 };
}

/** Who leaves first never begins; who joins later begins on joining. */
function withinStay(week: number, { firstWeek, lastWeek }: Stay): number {
  if (week === NEVER || week > lastWeek) return NEVER;
  return Math.max(week, firstWeek);
}
