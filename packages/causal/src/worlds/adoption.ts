import { startOfDay } from '../calendar/days.ts';
import { isWorkday } from './calendar.ts';
import { isAway, teamCountOf, type Developer } from './people.ts';
import type { Random } from './random.ts';
import type { World } from './settings.ts';
import type { OrganizationStory } from './story.ts';

/** When a developer truly begins to use the tool; `day` null: never. */
export type Adoption = {
  readonly day: number | null;
  /** Whether the reports reach back far enough to show the beginning. */
  readonly known: boolean;
  /** Day on which a seat was granted; null where there is none. */
  readonly seatDay: number | null;
};

const NEVER_SHARE = 0.3;
const EARLY_SHARE = 0.05;
const IDLE_SEAT_SHARE = 0.4;
/** A start within the first 28 days of the reports cannot be told from an earlier one. */
const CLEAR_OF_FIRST_REPORT_DAYS = 30;
/** Regular use shows within 28 days: later starts could not be seen. */
const CLEAR_OF_END_DAYS = 29;

/** Each developer's adoption, by index: team after team, and within a team one after the other. */
export function createAdoptions(
  people: readonly Developer[],
  { random, world }: { readonly random: Random; readonly world: World },
): Adoption[] {
  const waves = wavesOf(world, random.fork(0));
  return people.map((developer) => {
    const own = random.fork(developer.index + 1);
    const wave = waves[developer.memberships[0]?.team ?? 0] ?? world.firstReportDay;
    return adoptionOf(developer, { world, random: own, wave });
  });
}

/** The Copilot seats, by account id. */
export function seatsOf(
  people: readonly Developer[],
  adoptions: readonly Adoption[],
): OrganizationStory['seats'] {
  return people.flatMap(({ account: { id, login }, index }) => {
    const seatDay = adoptions[index]?.seatDay ?? null;
    if (seatDay === null) return [];
    return [{ login, id, grantedAt: new Date(startOfDay(seatDay).getTime() + 8 * 3_600_000) }];
  });
}

/** The day on which each team is invited: spread evenly, in an order of chance. */
function wavesOf(world: World, random: Random): number[] {
  const first = world.firstReportDay + CLEAR_OF_FIRST_REPORT_DAYS;
  const last = first + 0.6 * Math.max(0, world.endDay - CLEAR_OF_END_DAYS - first);
  const teams = teamCountOf(world.developers);
  const places = Array.from({ length: teams }, (_, team) => ({ team, key: random.uniform() }));
  const waves = Array.from({ length: teams }, () => first);
  for (const [place, { team }] of places.toSorted((a, b) => a.key - b.key).entries()) {
    waves[team] = Math.round(first + ((place + random.uniform()) / teams) * (last - first));
  }
  return waves;
}

type Chances = { readonly world: World; readonly random: Random; readonly wave: number };

function adoptionOf(developer: Developer, { random, wave, world }: Chances): Adoption {
  const { presence } = developer;
  const never = random.chance(NEVER_SHARE);
  const early = random.chance(EARLY_SHARE);
  const delay = Math.min(60, Math.round(random.exponential(12)));
  const idle = random.chance(IDLE_SEAT_SHARE);
  const seatDelay = random.integer(0, 10);
  const without: Adoption = { day: null, known: true, seatDay: null };

  if (early && !never && presence.from <= world.startDay) {
    const day = world.firstReportDay - random.integer(5, 90);
    return { day, known: false, seatDay: day - seatDelay };
  }
  const invited = Math.max(wave, presence.from + 14);
  const here = presence.to === null || invited < presence.to;
  if (never) return idle && here ? { ...without, seatDay: invited } : without;

  const day = nextWorkday(developer, invited + delay);
  const lastDay = Math.min(presence.to ?? Infinity, world.endDay) - CLEAR_OF_END_DAYS;
  if (day > lastDay)
    return here && idle && invited < world.endDay ? { ...without, seatDay: invited } : without;
  return { day, known: true, seatDay: Math.max(presence.from, day - delay - seatDelay) };
}

function nextWorkday(developer: Developer, from: number): number {
  let day = from;
  while (!isWorkday(day) || isAway(developer, day)) day += 1;
  return day;
}
