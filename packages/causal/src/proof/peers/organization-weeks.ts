import { dayNumberAt, dayNumberOf, weekOf } from '../../calendar/days.ts';
import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';
import type { ProofWorld } from '../worlds/world.ts';

/** A week of an organisation, all developers taken together. */
export type OrganizationWeek = {
  /** Weeks since the start of the world. */
  readonly week: number;
  /** Share of the developers there who have begun by the end of the week. */
  readonly adoption: number;
  /** The week's mean of a measure: hours of cycle time, or merges per developer; null of nothing. */
  readonly mean: number | null;
};

/** The weeks of a world, as a dashboard of weekly means shows them. */
export function organizationWeeks(
  { firstWeek, input, weeks }: Pick<ProofWorld, 'firstWeek' | 'input' | 'weeks'>,
  measure: BeforeAfterMeasure,
): readonly OrganizationWeek[] {
  const present = new Float64Array(weeks);
  const adopted = new Float64Array(weeks);
  for (const { firstActiveOn, lastActiveOn, adoptedOn } of input.developers) {
    const from = weekOf(dayNumberOf(firstActiveOn)) - firstWeek;
    const to = Math.min(weeks - 1, weekOf(dayNumberOf(lastActiveOn)) - firstWeek);
    const begun = adoptedOn === null ? Infinity : weekOf(dayNumberOf(adoptedOn)) - firstWeek;
    for (let week = from; week <= to; week += 1) {
      present[week] += 1;
      if (week >= begun) adopted[week] += 1;
    }
  }
  const pulls = new Float64Array(weeks);
  const seconds = new Float64Array(weeks);
  for (const { openedAt, cycleTimeSeconds } of input.pullRequests) {
    const week = weekOf(dayNumberAt(openedAt)) - firstWeek;
    pulls[week] += 1;
    seconds[week] += cycleTimeSeconds ?? 0;
  }
  return Array.from({ length: weeks }, (_, week) => ({
    week,
    adoption: present[week] === 0 ? 0 : adopted[week] / present[week],
    mean:
      measure === 'cycle_time'
        ? quotient(seconds[week] / 3600, pulls[week])
        : quotient(pulls[week], present[week]),
  }));
}

function quotient(above: number, below: number): number | null {
  return below === 0 ? null : above / below;
}
