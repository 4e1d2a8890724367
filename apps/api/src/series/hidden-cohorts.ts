import { refuseGroup, suppressSmallGroups } from '@uplift/metrics';

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
 * @returns keys of cohorts
 */
export function hiddenCohorts({ everybody, teams, cohorts }: PeopleOfWindow): ReadonlySet<string> {
  const possible = new Map(
    [...cohorts].filter(([, group]) => refuseGroup({ group, everybody, known: teams }) === null),
  );
  const suppressed = suppressSmallGroups({ groups: possible, total: everybody });
  return new Set([...cohorts.keys()].filter((key) => !possible.has(key) || suppressed.has(key)));
}
