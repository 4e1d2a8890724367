import type { Day } from '@uplift/metrics';

import { dayNumberOf, dayOf } from '../../calendar/days.ts';
import type { ControlledDeveloper, ControlledInput } from '../../controlled/controlled-input.ts';
import type { Random } from '../../worlds/random.ts';
import type { PretendedDesign } from './pretended-design.ts';

/** Developers and pull requests of a history, and until when it is complete. */
export type HistoryPopulation = Pick<ControlledInput, 'developers' | 'pullRequests' | 'asOf'>;

/** Days begin after this share of a time, and before as much of it is left. */
const MARGIN = 0.25;
/** Days from first to last activity of those whose own time is looked at. */
const LONG_DAYS = 24 * 7;
/** Developers of a pretended team, about. */
const TEAM_SIZE = 8;

/**
 * The developers of a history who take part in a design, with days of adoption that chance alone has
 * dealt out: whatever was known of adoption or teams before is forgotten. Half of the units of the design begin, of an odd
 * number one more or one less than the rest.
 */
export function dealAdoption(
  population: HistoryPopulation,
  design: PretendedDesign,
  random: Random,
): readonly ControlledDeveloper[] {
  const everybody = population.developers.toSorted((a, b) => a.id - b.id);
  const developers = design.middleOf === 'history' ? everybody : everybody.filter(hasLongTime);
  const units = unitsOf({ ...population, developers }, design, random.fork(0));
  const whole = timeOf(developers);
  const days = random.fork(1);
  const half = Math.floor(units.length / 2 + days.uniform());
  const dealt = shuffled(units, random.fork(2)).flatMap((unit, place): ControlledDeveloper[] => {
    const begins = place < half;
    const time = design.middleOf === 'history' ? whole : timeOf(unit.members);
    const adoptedOn = begins ? middleDay(time, days) : null;
    const status = begins ? 'known' : 'never';
    return unit.members.map((member) => ({ ...member, teamId: unit.teamId, adoptedOn, status }));
  });
  return dealt.toSorted((a, b) => a.id - b.id);
}

function hasLongTime({ firstActiveOn, lastActiveOn }: ControlledDeveloper): boolean {
  return dayNumberOf(lastActiveOn) - dayNumberOf(firstActiveOn) >= LONG_DAYS;
}

type Unit = { readonly teamId: number | null; readonly members: readonly ControlledDeveloper[] };

function unitsOf(
  population: HistoryPopulation,
  { by }: PretendedDesign,
  random: Random,
): readonly Unit[] {
  if (by === 'developer') {
    return population.developers.map((member) => ({ teamId: null, members: [member] }));
  }
  const groups = byRepository(population);
  const members = by === 'repository' ? groups : groups.flatMap((group) => split(group, random));
  return members.map((own, index) => ({ teamId: index + 1, members: own }));
}

/** By the repository in which each has most pull requests, the first of several; some have none. */
function byRepository({ developers, pullRequests }: HistoryPopulation) {
  const counts = new Map<number, Map<number, number>>();
  for (const { developerId, repositoryId } of pullRequests) {
    const own = counts.get(developerId) ?? new Map<number, number>();
    counts.set(developerId, own);
    own.set(repositoryId, (own.get(repositoryId) ?? 0) + 1);
  }
  const groups = new Map<number, ControlledDeveloper[]>();
  for (const developer of developers) {
    const own = [...(counts.get(developer.id) ?? [])];
    const [main = [0]] = own.toSorted(([a, m], [b, n]) => n - m || a - b);
    const group = groups.get(main[0]) ?? [];
    groups.set(main[0], group);
    group.push(developer);
  }
  return [...groups].toSorted(([a], [b]) => a - b).map(([, group]) => group);
}

function split(group: readonly ControlledDeveloper[], random: Random) {
  const teams = Math.max(1, Math.round(group.length / TEAM_SIZE));
  const order = shuffled(group, random);
  return Array.from({ length: teams }, (_, team) =>
    order.filter((__, index) => index % teams === team),
  );
}

type Time = { readonly from: number; readonly to: number };

function timeOf(developers: readonly ControlledDeveloper[]): Time {
  return {
    from: Math.min(...developers.map(({ firstActiveOn }) => dayNumberOf(firstActiveOn))),
    to: Math.max(...developers.map(({ lastActiveOn }) => dayNumberOf(lastActiveOn))),
  };
}

function middleDay({ from, to }: Time, random: Random): Day {
  const margin = Math.round(MARGIN * (to - from));
  return dayOf(random.integer(from + margin, to - margin));
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, key: random.uniform() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
