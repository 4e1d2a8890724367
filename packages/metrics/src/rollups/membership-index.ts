import { dayNumber } from '../day-number.ts';
import type { Membership } from './fact-set.ts';

/** Answers who belonged to which team on which day. */
export type MembershipIndex = {
  /** Day numbers; a null team has everybody, also a person unknown. */
  readonly isMember: (team: number | null, person: number | null, day: number) => boolean;
  /** Whether the person was a member on any day; a null team has everybody. */
  readonly wasEverMember: (team: number | null, person: number | null) => boolean;
};

type Spell = { readonly from: number; readonly to: number };

/** Indexes memberships by team and person; spells of one person may overlap. */
export function indexMemberships(memberships: readonly Membership[]): MembershipIndex {
  const teams = new Map<number, Map<number, Spell[]>>();
  for (const { teamId, personId, from, to } of memberships) {
    const members = teams.get(teamId) ?? new Map<number, Spell[]>();
    teams.set(teamId, members);
    const spells = members.get(personId) ?? [];
    members.set(personId, spells);
    spells.push({ from: dayNumber(from), to: to === null ? Infinity : dayNumber(to) });
  }

  return {
    isMember: (team, person, day) => {
      if (team === null) return true;
      if (person === null) return false;
      const spells = teams.get(team)?.get(person) ?? [];
      return spells.some((spell) => spell.from <= day && day < spell.to);
    },
    wasEverMember: (team, person) =>
      team === null || (person !== null && teams.get(team)?.has(person) === true),
  };
}
