import { hiddenByMinimum, refuseBelow, suppressBelow, type HiddenByMinimum } from '@uplift/metrics';

/** The people of a window, as a whole, by team and by cohort. */
export type PeopleOfWindow = {
  readonly everybody: ReadonlySet<number>;
  readonly teams: ReadonlyMap<string, ReadonlySet<number>>;
  readonly cohorts: ReadonlyMap<string, ReadonlySet<number>>;
};

/**
 * Which cohorts must not be shown in a window, in whatever view: those that are too close to a team
 * or to everybody, as both stand in the window, and of those that are too close to each other, some.
 * Two views of two cohorts can be laid side by side, so what is decided for all of them holds for
 * each.
 *
 * @returns keys of cohorts, by minimum
 */
export function hiddenCohorts(
  { everybody, teams: known, cohorts }: PeopleOfWindow,
  largest: number,
): HiddenByMinimum {
  return hiddenByMinimum(largest, (minimum, hidden) => {
    const possible = new Map(
      [...cohorts].filter(
        ([key, group]) =>
          !hidden.has(key) && refuseBelow({ group, everybody, known, minimum }) === null,
      ),
    );
    const suppressed = suppressBelow({ groups: possible, total: everybody, minimum });
    return [...cohorts.keys()].filter((key) => !possible.has(key) || suppressed.has(key));
  });
}
