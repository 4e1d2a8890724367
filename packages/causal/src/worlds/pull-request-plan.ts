import { DAY_SECONDS } from '../calendar/days.ts';
import type { Adoption } from './adoption.ts';
import { isWorkday, workloadOf } from './calendar.ts';
import { isAway, isPresent, teamOn, type Developer } from './people.ts';
import type { Random } from './random.ts';
import { pickRepository, type WorldRepository } from './repositories.ts';
import type { World } from './settings.ts';
import { spanSecondsOf, type Shocks } from './spans.ts';
import { layOut, type Timing } from './timing.ts';

/** What will become of a pull request, before it is told in full. */
export type Plan = Timing & {
  readonly kind: 'own' | 'agent' | 'dependency';
  /** The author, or who stands behind the bot. */
  readonly developer: Developer;
  readonly repository: WorldRepository;
  readonly fate: 'merged' | 'abandoned';
  /** Opened on or after the day of the developer's adoption. */
  readonly adopted: boolean;
  /** The pull request that this one takes back. */
  readonly reverts: Plan | null;
};

/** What plans are made from. */
export type Drafting = {
  readonly world: World;
  readonly random: Random;
  readonly repositories: readonly WorldRepository[];
  readonly shocks: Shocks;
  readonly adoptions: readonly Adoption[];
};

const ABANDONED_SHARE = 0.04;
/** Work that will be given up drags on for longer. */
const ABANDONED_LOG_SCALE = 1;
/** After adoption an agent writes this share of what the developer would have written. */
const AGENT_SHARE = 0.06;
const REVERTED_SHARE = 0.02;
const REVERT_LOG_SCALE = -1.8;
const MOST_DAYS_TO_REVERT = 20;
/** Shape of the gamma that makes weekly counts negative binomial. */
const WEEK_SHAPE = 2.5;
const AWAY_SHARE = 0.02;

/** All pull requests that a developer begins, reverts of them included. */
export function plansOf(developer: Developer, drafting: Drafting): Plan[] {
  const { world } = drafting;
  const random = drafting.random.fork(developer.index);
  const own = { ...drafting, random };
  const plans: Plan[] = [];
  for (let monday = world.startDay; monday <= world.endDay; monday += 7) {
    const busy = developer.weeklyRate * random.gamma(WEEK_SHAPE);
    for (let day = monday; day < monday + 7 && day <= world.endDay; day += 1) {
      plans.push(
        ...plansOfDay(developer, { day, mean: (busy / 5) * dayShare(developer, day) }, own),
      );
    }
  }
  return plans.filter(({ openedAt }) => openedAt <= world.endsAtSeconds);
}

function dayShare(developer: Developer, day: number): number {
  if (!isPresent(developer, day)) return 0;
  return workloadOf(day) * (isAway(developer, day) ? AWAY_SHARE : 1);
}

type DayOfWork = { readonly day: number; readonly mean: number };

function plansOfDay(developer: Developer, { day, mean }: DayOfWork, drafting: Drafting): Plan[] {
  if (mean === 0) return [];
  const { random } = drafting;
  return Array.from({ length: random.poisson(mean) }, () =>
    planOf({ developer, day, reverts: null }, drafting),
  ).flatMap((plan) => [plan, ...revertOf(plan, drafting)]);
}

type Occasion = {
  readonly developer: Developer;
  readonly day: number;
  readonly reverts: Plan | null;
};

function planOf({ day, developer, reverts }: Occasion, drafting: Drafting): Plan {
  const { adoptions, random } = drafting;
  const adoptedOn = adoptions[developer.index]?.day ?? null;
  const adopted = adoptedOn !== null && day >= adoptedOn;
  const picked = pickRepository(drafting.repositories, { random, team: teamOn(developer, day) });
  const repository = reverts?.repository ?? picked;
  const delegated = random.chance(AGENT_SHARE) && adopted && reverts === null;
  const abandoned = random.chance(ABANDONED_SHARE) && reverts === null;
  const logScale =
    (reverts === null ? 0 : REVERT_LOG_SCALE) + (abandoned ? ABANDONED_LOG_SCALE : 0);
  const spanSeconds = spanSecondsOf({ developer, repository, day, adopted, logScale }, drafting);
  const timing = layOut({ day, spanSeconds }, { developer, random });
  return {
    ...(delegated ? openedByAgent(timing) : timing),
    kind: delegated ? 'agent' : 'own',
    developer,
    repository,
    fate: abandoned ? 'abandoned' : 'merged',
    adopted,
    reverts,
  };
}

/** An agent opens its pull request seconds after its first commit; the span stays as it is. */
function openedByAgent({ endsAt, firstCommitAt, openedAt }: Timing): Timing {
  const later = openedAt - 5 - firstCommitAt;
  return { firstCommitAt: openedAt - 5, openedAt, endsAt: endsAt + later };
}

function revertOf(plan: Plan, drafting: Drafting): Plan[] {
  const { random, world } = drafting;
  const chosen = random.chance(REVERTED_SHARE);
  const wait = Math.min(MOST_DAYS_TO_REVERT, 1 + Math.floor(random.exponential(3)));
  if (!chosen || plan.fate !== 'merged') return [];

  let day = Math.floor(plan.endsAt / DAY_SECONDS) + wait;
  while (!isWorkday(day)) day += 1;
  if (day > world.endDay || !isPresent(plan.developer, day)) return [];
  return [planOf({ developer: plan.developer, day, reverts: plan }, drafting)];
}
