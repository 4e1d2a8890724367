import { dayNumberAt, dayNumberOf } from '../../calendar/days.ts';
import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';
import type { ProofWorld } from '../worlds/world.ts';
import { meanOf, printedRatio, type PeerAnswer } from './peer-answer.ts';

/** The window that decides who is engaged, and what they did. */
const WINDOW_DAYS = 28;
/** Days of use within the window that make a user engaged. */
const ENGAGED_DAYS = 2;

/**
 * Adopters over non-adopters, as an adoption multiplier is printed: the mean of engaged users divided
 * by the mean of everybody else, over the last 28 days. Engaged is who used the tool on two of these
 * days, and review by an AI counts as use even if nobody asked for it, on each day on which such a
 * pull request is opened. Whoever has begun is taken to use the tool throughout.
 *
 * Throughput compares merges per user, cycle time the mean over pull requests. No interval is printed;
 * the claim is a difference of 10 % or more.
 */
export function adoptionMultiplier(
  world: Pick<ProofWorld, 'automaticallyReviewed' | 'firstWeek' | 'input' | 'weeks'>,
  measure: BeforeAfterMeasure,
): PeerAnswer {
  // weeks run from Monday; week 1 began on day 4 of 1970
  const end = (world.firstWeek + world.weeks) * 7 - 3;
  const recent = recentOf(world, end);
  const engaged: number[] = [];
  const passive: number[] = [];
  for (const { id, adoptedOn, firstActiveOn, lastActiveOn } of world.input.developers) {
    if (dayNumberOf(lastActiveOn) < end - WINDOW_DAYS || dayNumberOf(firstActiveOn) >= end)
      continue;
    const own = recent.get(id) ?? { days: new Set<number>(), hours: [] };
    const reviewed = world.automaticallyReviewed.has(id) && own.days.size >= ENGAGED_DAYS;
    const begun = adoptedOn !== null && dayNumberOf(adoptedOn) <= end - ENGAGED_DAYS;
    const side = begun || reviewed ? engaged : passive;
    if (measure === 'throughput') side.push(own.hours.length);
    else for (const hours of own.hours) side.push(hours);
  }
  return printedRatio(meanOf(engaged), meanOf(passive));
}

type Recent = { readonly days: Set<number>; readonly hours: number[] };

function recentOf({ input }: Pick<ProofWorld, 'input'>, end: number): Map<number, Recent> {
  const recent = new Map<number, Recent>();
  for (const { developerId, openedAt, cycleTimeSeconds } of input.pullRequests) {
    const day = dayNumberAt(openedAt);
    if (day < end - WINDOW_DAYS || day >= end) continue;
    const own = recent.get(developerId) ?? { days: new Set<number>(), hours: [] };
    own.days.add(day);
    own.hours.push((cycleTimeSeconds ?? 0) / 3600);
    recent.set(developerId, own);
  }
  return recent;
}
