import type { TeamSummary } from '@uplift/contracts';
import {
  findChampions,
  findMinimumGroup,
  findTeamPeople,
  findTeams,
  type TeamPresence,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import { dayOf, suppressSmallGroups, type Day } from '@uplift/metrics';

import { smallGroupWords } from '../series/points.ts';

const MONTHS = 12;
const MOST_TEAMS = 5000;

/** Every team, by name: its people and who of them adopted, now; its size over a year; champions. */
export async function readTeams(tx: Transaction, now: Date): Promise<TeamSummary[]> {
  const teams = await findTeams(tx, { after: null, limit: MOST_TEAMS });
  const today = dayOf(now);
  const days = [...firstDays(now).filter((day) => day < today), today];
  const presence = await findTeamPeople(tx, days);
  const champions = await findChampions(tx);
  const minimum = await findMinimumGroup(tx);
  const sizes = days.map((day) => ({ day, ...groupsOn(day, { teams, presence, minimum }) }));
  const present = sizes.at(-1);
  const adopters = presence.filter(({ day, hasAdopted }) => day === today && hasAdopted);
  return teams.toSorted(byName).map((team) => {
    const { id, slug, name } = team;
    const key = String(id);
    const isHidden = present?.hidden.has(key) !== false;
    const sizeOn = ({ hidden, groups }: Sizes) =>
      isHidden || hidden.has(key) ? null : (groups.get(key)?.size ?? 0);
    return {
      id,
      slug,
      name,
      status: isHidden ? 'suppressed' : 'measured',
      reason: isHidden ? smallGroupWords(minimum) : null,
      people: present === undefined ? null : sizeOn(present),
      adopted: isHidden ? null : adopters.filter(({ teamId }) => teamId === id).length,
      champions: champions
        .filter(({ teamId }) => teamId === id)
        .map(({ team: of, login, from, to }) => ({ team: of, login, from, to })),
      sizes: sizes.map((one) => ({ day: one.day, people: sizeOn(one) })),
    };
  });
}

type Sizes = {
  readonly groups: ReadonlyMap<string, ReadonlySet<number>>;
  readonly hidden: ReadonlySet<string>;
};

/** The people of each team on a day, and which of the teams must not be counted. */
function groupsOn(
  day: Day,
  {
    teams,
    presence,
    minimum,
  }: {
    readonly teams: readonly TeamRow[];
    readonly presence: readonly TeamPresence[];
    readonly minimum: number;
  },
): Sizes {
  const groups = new Map(teams.map(({ id }) => [String(id), new Set<number>()]));
  const total = new Set<number>();
  for (const one of presence) {
    if (one.day !== day) continue;
    groups.get(String(one.teamId))?.add(one.personId);
    total.add(one.personId);
  }
  if (total.size < minimum) return { groups, hidden: new Set(groups.keys()) };
  return { groups, hidden: suppressSmallGroups({ groups, total, minimum }) };
}

/** The first of this month and of those before it, oldest first. */
function firstDays(now: Date): Day[] {
  return Array.from({ length: MONTHS }, (_, index) =>
    dayOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - MONTHS + 1 + index, 1))),
  );
}

function byName(a: TeamRow, b: TeamRow): number {
  const [first, second] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : a.id - b.id;
}
