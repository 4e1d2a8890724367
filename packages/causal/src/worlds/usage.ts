import { dayOf } from '../calendar/days.ts';
import type { Adoption } from './adoption.ts';
import { isWorkday } from './calendar.ts';
import { isAway, isPresent, type Developer } from './people.ts';
import type { Random } from './random.ts';
import type { World } from './settings.ts';
import type { StoryUsage } from './story.ts';

/** Regular use is 4 active days within 28. */
const REGULAR_DAYS = 4;
const REGULAR_WINDOW_DAYS = 28;
const EAGER_DAYS = 14;

type Parts = { readonly world: World; readonly random: Random };
type User = { readonly developer: Developer; readonly adoption: Adoption };

/** Every row of the user reports, from the first reported day to the last whole day, by day and id. */
export function createUsage(
  people: readonly Developer[],
  adoptions: readonly Adoption[],
  { random, world }: Parts,
): StoryUsage[] {
  const rows = people.flatMap((developer) => {
    const adoption = adoptions[developer.index];
    if (adoption === undefined) return [];
    const user = { developer, adoption };
    const own = random.fork(developer.index);
    const parts = { world, random: own };
    const days = adoption.day === null ? sporadicDays(user, parts) : activeDays(user, parts);
    return days.map((day) => ({ day, row: rowOf(user, { day, random: own }) }));
  });
  return rows.toSorted((a, b) => a.day - b.day || a.row.id - b.row.id).map(({ row }) => row);
}

/** About three days a week; the first weeks are eager, so that the start shows where it was. */
function activeDays({ adoption, developer }: User, { random, world }: Parts): number[] {
  const start = adoption.day ?? world.endDay;
  const days = new Set<number>();
  for (let day = Math.max(start, world.firstReportDay); day < world.endDay; day += 1) {
    const working = isWorkday(day) && !isAway(developer, day) && isPresent(developer, day);
    const eager = day < start + EAGER_DAYS;
    const uses = random.chance(eager ? 0.8 : 0.6);
    if (day === start || (working && uses)) days.add(day);
  }
  if (start >= world.firstReportDay) makeRegular(days, start);
  return [...days].toSorted((a, b) => a - b);
}

function makeRegular(days: Set<number>, start: number): void {
  const inWindow = () => [...days].filter((day) => day < start + REGULAR_WINDOW_DAYS).length;
  for (let day = start; inWindow() < REGULAR_DAYS; day += 1) days.add(day);
}

/** Some try it on a day or two and never come to use it. */
function sporadicDays({ developer }: User, { random, world }: Parts): number[] {
  if (!random.chance(0.3)) return [];
  const days = new Set<number>();
  for (let time = random.integer(1, REGULAR_DAYS - 1); time > 0; time -= 1) {
    const day = random.integer(world.firstReportDay, world.endDay - 1);
    if (isWorkday(day) && isPresent(developer, day)) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b);
}

type Occasion = { readonly day: number; readonly random: Random };

/** Ways of working widen with experience: completion and chat, then agent mode and CLI, then delegation. */
function rowOf({ adoption, developer }: User, { day, random }: Occasion): StoryUsage {
  const { id, login } = developer.account;
  const weeks = adoption.day === null ? 0 : (day - adoption.day) / 7;
  const appetite = 0.4 + 0.6 * (((developer.index * 29) % 100) / 100);
  const used = {
    chat: random.chance(0.6),
    agent: weeks > 4 && random.chance(0.35 * appetite),
    cli: weeks > 6 && random.chance(0.2 * appetite),
    cloudAgent: weeks > 8 && random.chance(0.12 * appetite),
  };
  const generated = 1 + random.poisson(14);
  const accepted = Math.round(generated * random.between(0.15, 0.45));
  const suggested = generated * random.integer(2, 5);
  const agentLines = used.agent ? random.integer(20, 300) : 0;
  return {
    day: dayOf(day),
    login,
    id,
    counters: {
      user_initiated_interaction_count: used.chat ? 1 + random.poisson(4) : 0,
      code_generation_activity_count: generated,
      code_acceptance_activity_count: accepted,
      loc_suggested_to_add_sum: suggested,
      loc_suggested_to_delete_sum: random.integer(0, 6),
      loc_added_sum: Math.round((suggested * accepted) / generated) + agentLines,
      loc_deleted_sum: Math.round(agentLines / 4),
    },
    used,
  };
}
