import type { FactIndex } from './fact-index.ts';
import type { Scope } from './scope.ts';

/** Who belongs to a scope's team and cohort. Days are day numbers. */
export type ScopeMembers = {
  /** Neither a team nor a cohort is asked for: everybody does, also a person unknown. */
  readonly isEverybody: boolean;
  readonly isMember: (person: number | null, day: number) => boolean;
  /** Whether the person belonged on any day. */
  readonly wasEverMember: (person: number | null) => boolean;
};

/** A team has its members of the day, a cohort the same on every day; asked for both, those in both. */
export function membersOfScope(
  { memberships, cohorts }: Pick<FactIndex, 'memberships' | 'cohorts'>,
  { team, cohort }: Pick<Scope, 'team' | 'cohort'>,
): ScopeMembers {
  const people = cohort === null ? null : (cohorts.get(cohort) ?? new Set<number>());
  const isInCohort = (person: number | null): boolean =>
    people === null || (person !== null && people.has(person));
  return {
    isEverybody: team === null && cohort === null,
    isMember: (person, day) => isInCohort(person) && memberships.isMember(team, person, day),
    wasEverMember: (person) => isInCohort(person) && memberships.wasEverMember(team, person),
  };
}
