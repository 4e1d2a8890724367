import { DAY_SECONDS } from '../calendar/days.ts';
import { isPresent, teamCountOf, teamOn, type Developer } from './people.ts';
import type { Plan } from './pull-request-plan.ts';
import type { Random } from './random.ts';

/** Who may look at whose work. */
export type Colleagues = {
  /** Someone other than the developer, there from the opening to the end, rather of the same team. */
  readonly reviewerOf: (plan: Plan, random: Random) => Developer | null;
  /** Someone who is there at an instant: the preferred one if possible. */
  readonly presentAt: (seconds: number, preferred: readonly Developer[]) => Developer;
};

const TRIES = 8;

/** Finds colleagues among the people of a world, of whom the first is always there. */
export function createColleagues(people: readonly Developer[]): Colleagues {
  const rosters = Array.from({ length: teamCountOf(people.length) }, (_, team) =>
    people.filter(({ memberships }) => memberships.some((held) => held.team === team)),
  );
  return {
    reviewerOf: (plan, random) => {
      const team = teamOn(plan.developer, dayAt(plan.openedAt));
      const roster = rosters[team] ?? people;
      return tryPick(roster, { plan, random }) ?? tryPick(people, { plan, random });
    },
    presentAt: (seconds, preferred) => {
      const isThere = (developer: Developer) => isPresent(developer, dayAt(seconds));
      const found = preferred.find(isThere) ?? people.find(isThere);
      if (found === undefined) throw new Error('nobody is there');
      return found;
    },
  };
}

type Choice = { readonly plan: Plan; readonly random: Random };

function tryPick(roster: readonly Developer[], { plan, random }: Choice): Developer | null {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const candidate = random.pick(roster);
    const there =
      isPresent(candidate, dayAt(plan.openedAt)) && isPresent(candidate, dayAt(plan.endsAt));
    if (there && candidate.index !== plan.developer.index) return candidate;
  }
  return null;
}

function dayAt(seconds: number): number {
  return Math.floor(seconds / DAY_SECONDS);
}
