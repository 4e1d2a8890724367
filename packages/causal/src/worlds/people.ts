import type { Random } from './random.ts';
import { givenNames, familyNames } from './names.ts';
import type { World } from './settings.ts';
import type { StoryAccount } from './story.ts';

/** Days `[from, to)`; `to` null while it lasts. */
type DaySpan = { readonly from: number; readonly to: number | null };

/** A developer of the simulated organisation. */
export type Developer = {
  readonly index: number;
  readonly account: StoryAccount;
  readonly presence: DaySpan;
  /** One team after the other, without a gap, over the whole presence. */
  readonly memberships: readonly (DaySpan & { readonly team: number })[];
  /** Pull requests begun in an ordinary week. */
  readonly weeklyRate: number;
  /** Added to the log of every span: some people take longer. */
  readonly logPace: number;
  /** Hours east of UTC. */
  readonly zoneHours: number;
  readonly vacations: readonly DaySpan[];
};

const FIRST_ID = 61_204_001;
/** Tuned so that presence, holidays and vacations leave about 1.2 merged a week. */
const MEAN_WEEKLY_RATE = 1.36;
const JOINER_SHARE = 0.1;
const LEAVER_SHARE = 0.08;
const MOVER_SHARE = 0.03;
const TEAM_SIZE = 10;
/** Presence shorter than this is not simulated. */
const SHORTEST_STAY_DAYS = 42;

/** How many teams of 8 to 12 the developers form. */
export function teamCountOf(developers: number): number {
  return Math.max(1, Math.round(developers / TEAM_SIZE));
}

/** Everybody who is ever there, by ascending id. */
export function createPeople(world: World, random: Random): Developer[] {
  const teams = teamCountOf(world.developers);
  return Array.from({ length: world.developers }, (_, index) => {
    const own = random.fork(index);
    const presence = presenceOf(world, { random: own, founder: index === 0 });
    return {
      index,
      account: { id: FIRST_ID + index * 37, login: loginOf(index), type: 'User' },
      presence,
      memberships: membershipsOf({ team: index % teams, teams, presence }, { world, random: own }),
      weeklyRate: MEAN_WEEKLY_RATE * own.gamma(4),
      logPace: 0.3 * own.normal(),
      zoneHours: own.pick([-5, 0, 1, 2]),
      vacations: vacationsOf(world, own),
    };
  });
}

/** Whether a developer belongs to the organisation on a day. */
export function isPresent({ presence }: Developer, day: number): boolean {
  return covers(presence, day);
}

/** Whether a developer is on vacation on a day. */
export function isAway({ vacations }: Developer, day: number): boolean {
  return vacations.some((vacation) => covers(vacation, day));
}

/** The team of a developer on a day; the first one before they came, the last one after. */
export function teamOn({ memberships }: Developer, day: number): number {
  const held = memberships.find((membership) => membership.to === null || day < membership.to);
  return (held ?? memberships.at(-1))?.team ?? 0;
}

function covers({ from, to }: DaySpan, day: number): boolean {
  return day >= from && (to === null || day < to);
}

function loginOf(index: number): string {
  const given = givenNames[index % givenNames.length];
  const family = familyNames[Math.floor(index / givenNames.length) % familyNames.length];
  const round = Math.floor(index / (givenNames.length * familyNames.length));
  return round === 0 ? `${given}-${family}` : `${given}-${family}-${round + 1}`;
}

type Arrival = { readonly random: Random; readonly founder: boolean };

/** The founder is always there: somebody has to end what others leave behind. */
function presenceOf({ startDay, weeks }: World, { founder, random }: Arrival): DaySpan {
  const joins = random.chance(JOINER_SHARE) && !founder;
  const hired = joins
    ? startDay + 7 * random.integer(1, Math.max(1, Math.floor(weeks * 0.6)))
    : startDay - random.integer(60, 2_000);
  const leaves = random.chance(LEAVER_SHARE) && !founder;
  const left = startDay + 7 * random.integer(Math.ceil(weeks * 0.3), weeks - 1);
  const stays = left - Math.max(hired, startDay) >= SHORTEST_STAY_DAYS;
  return { from: hired, to: leaves && stays ? left : null };
}

type Joining = { readonly team: number; readonly teams: number; readonly presence: DaySpan };

function membershipsOf(
  { presence, team, teams }: Joining,
  { random, world }: { readonly world: World; readonly random: Random },
): Developer['memberships'] {
  const moves = random.chance(MOVER_SHARE) && teams > 1;
  const movedOn = world.startDay + 7 * Math.round(world.weeks * random.between(0.3, 0.8));
  const next = (team + 1 + random.integer(0, Math.max(0, teams - 2))) % teams;
  const within = movedOn > presence.from && (presence.to === null || movedOn < presence.to);
  if (!moves || !within) return [{ team, ...presence }];
  return [
    { team, from: presence.from, to: movedOn },
    { team: next, from: movedOn, to: presence.to },
  ];
}

/** About three times a year one to two weeks, rather in summer. */
function vacationsOf({ startDay, weeks }: World, random: Random): DaySpan[] {
  const times = random.poisson((weeks / 52) * 3);
  return Array.from({ length: times }, () => {
    const from = startDay + random.integer(0, weeks * 7);
    return { from, to: from + random.integer(5, 15) };
  });
}
