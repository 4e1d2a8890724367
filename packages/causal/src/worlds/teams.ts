import { dayOf } from '../calendar/days.ts';
import { teamNames } from './names.ts';
import { teamCountOf, type Developer } from './people.ts';
import type { StoryTeam } from './story.ts';

const FIRST_ID = 8_410_201;

/** The teams with everybody who was ever in them. */
export function createTeams(people: readonly Developer[]): StoryTeam[] {
  return Array.from({ length: teamCountOf(people.length) }, (_, team) => {
    const name = nameOf(team);
    return {
      id: FIRST_ID + team,
      slug: name.toLowerCase().replaceAll(' ', '-'),
      name,
      members: people.flatMap(({ account, memberships }) =>
        memberships
          .filter((membership) => membership.team === team)
          .map(({ from, to }) => ({
            id: account.id,
            login: account.login,
            from: dayOf(from),
            to: to === null ? null : dayOf(to),
          })),
      ),
    };
  });
}

function nameOf(team: number): string {
  const name = teamNames[team % teamNames.length] ?? 'Team';
  const round = Math.floor(team / teamNames.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}
