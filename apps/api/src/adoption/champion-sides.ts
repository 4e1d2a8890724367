import type { AdoptionResponse, ChampionSide } from '@uplift/contracts';
import type { ChampionRow } from '@uplift/db';
import {
  addDays,
  countAdoptionWeek,
  refuseBelow,
  type Day,
  type PeopleOfWeek,
} from '@uplift/metrics';

import { smallGroupWords } from '../series/points.ts';
import { partOf } from './funnel.ts';

type People = ReadonlySet<number>;

/** What teams with and without a champion are compared by. */
export type SidesRequest = {
  readonly week: PeopleOfWeek;
  /** Ids of all teams. */
  readonly teams: readonly string[];
  readonly champions: readonly ChampionRow[];
  readonly membersOf: (team: string, on: Day) => People;
  readonly everybody: People;
  /** The people of the teams that can be asked for, by minimum up to the one that holds. */
  readonly known: ReadonlyMap<number, ReadonlyMap<string, People>>;
};

/**
 * Teams with and without a champion on the last day of a week, each as one group of people. A side
 * that would tell of too few, by itself or beside the teams, is not shown.
 */
export function championSides(request: SidesRequest): NonNullable<AdoptionResponse['champions']> {
  const { champions, teams, week } = request;
  const day = addDays(week.week, 6);
  const led = new Set(
    champions
      .filter(({ from, to }) => from <= day && (to === null || day < to))
      .map(({ teamId }) => String(teamId)),
  );
  const peopleIn = (of: readonly string[]): Set<number> =>
    new Set(of.flatMap((team) => [...request.membersOf(team, day)]));
  const withTeams = teams.filter((team) => led.has(team));
  const withoutTeams = teams.filter((team) => !led.has(team));
  const withPeople = peopleIn(withTeams);
  const withoutPeople = new Set(
    [...peopleIn(withoutTeams)].filter((person) => !withPeople.has(person)),
  );
  const sides = new Map([
    ['with a champion', withPeople],
    ['without a champion', withoutPeople],
  ]);
  return {
    week: week.week,
    with: sideOf(request, { people: withPeople, teams: withTeams.length, sides }),
    without: sideOf(request, { people: withoutPeople, teams: withoutTeams.length, sides }),
  };
}

function sideOf(
  { week, everybody, known }: SidesRequest,
  side: {
    readonly people: People;
    readonly teams: number;
    readonly sides: ReadonlyMap<string, People>;
  },
): ChampionSide {
  const group = new Set([...side.people].filter((person) => everybody.has(person)));
  const isRefused = [...known].some(([minimum, own]) => {
    const beside = [...own, ...side.sides].filter(([, people]) => people !== side.people);
    return refuseBelow({ group, everybody, known: new Map(beside), minimum }) !== null;
  });
  const { teams } = side;
  if (isRefused) {
    return {
      status: 'suppressed',
      reason: smallGroupWords(Math.max(...known.keys())),
      teams,
      people: null,
      active: null,
      regular: null,
    };
  }
  const { active, regular } = countAdoptionWeek(week, group);
  return {
    status: 'measured',
    reason: null,
    teams,
    people: group.size,
    active: partOf(active, group.size),
    regular: partOf(regular, group.size),
  };
}
