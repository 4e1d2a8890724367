import type { Day } from '@uplift/metrics';
import { dayOf, startOfDay } from '../calendar/days.ts';
import { worldBots } from './accounts.ts';
import { createAdoptions, seatsOf, type Adoption } from './adoption.ts';
import { createColleagues } from './colleagues.ts';
import { dependencyPlansOf } from './dependency-plans.ts';
import { createPeople, type Developer } from './people.ts';
import { plansOf, type Plan } from './pull-request-plan.ts';
import { tellPullRequest, type Narration } from './pull-request-story.ts';
import { createRandom, type Random } from './random.ts';
import { createRepositories, type WorldRepository } from './repositories.ts';
import { worldOf, type World, type WorldSettings } from './settings.ts';
import { createShocks } from './spans.ts';
import type { OrganizationStory, PullRequestStory } from './story.ts';
import { createTeams } from './teams.ts';
import { createIds } from './telling.ts';
import { createUsage } from './usage.ts';

/** A simulated organisation, and what is true of it. */
export type SimulatedOrganization = {
  readonly story: OrganizationStory;
  /** The change of the span from first commit to merge that adoption makes, in percent. */
  readonly truth: { readonly percent: number };
  /** When each developer truly began: `on` null for never; `known` false where the reports began later. */
  readonly adoptions: readonly {
    readonly id: number;
    readonly on: Day | null;
    readonly known: boolean;
  }[];
};

const organization = { id: 90_210_117, login: 'acme' } as const;
const FIRST_PULL_REQUEST_ID = 1_650_000_001;

/**
 * Simulates an organisation of known truth: people in teams, repositories, pull requests with
 * commits and reviews, Copilot seats and use. Adoption is staggered over developers, and multiplies
 * the span from first commit to merge of what an adopter begins from that day on; a drift shared by
 * all makes an uncontrolled before/after miss that effect.
 *
 * @returns the same for the same settings
 * @throws {RangeError} if the settings describe no world (see {@link WorldSettings})
 */
export function simulateOrganization(settings: WorldSettings): SimulatedOrganization {
  const world = worldOf(settings);
  const random = createRandom(world.seed);
  const people = createPeople(world, random.fork(1));
  const repositories = createRepositories(organization.login, {
    developers: world.developers,
    random: random.fork(2),
  });
  const adoptions = createAdoptions(people, { world, random: random.fork(3) });
  const parts = { world, people, repositories, adoptions, random };
  const pullRequests = tellAll(createPlans(parts), parts);

  return {
    story: {
      organization,
      repositories: repositories.map(({ fullName, id }) => ({ id, fullName })),
      people: people.map(({ account, presence }) => ({
        ...account,
        from: startOfDay(presence.from),
        to: presence.to === null ? null : startOfDay(presence.to),
      })),
      bots: worldBots,
      teams: createTeams(people),
      pullRequests,
      seats: seatsOf(people, adoptions),
      usage: createUsage(people, adoptions, { world, random: random.fork(4) }),
    },
    truth: { percent: settings.effectPercent },
    adoptions: people.map(({ account, index }) => {
      const { day, known } = adoptions[index] ?? { day: null, known: true };
      return { id: account.id, on: day === null ? null : dayOf(day), known };
    }),
  };
}

type Parts = {
  readonly world: World;
  readonly people: readonly Developer[];
  readonly repositories: readonly WorldRepository[];
  readonly adoptions: readonly Adoption[];
  readonly random: Random;
};

/** Everything that is begun, in the order of the openings. */
function createPlans({ adoptions, people, random, repositories, world }: Parts): Plan[] {
  const shocks = createShocks(world, random.fork(5));
  const drafting = { world, random: random.fork(6), repositories, shocks, adoptions };
  const upkeep = random.fork(7);
  const plans = [
    ...people.flatMap((developer) => plansOf(developer, drafting)),
    ...repositories.flatMap((repository) =>
      dependencyPlansOf(repository, { world, people, random: upkeep }),
    ),
  ];
  return plans.toSorted((a, b) => a.openedAt - b.openedAt);
}

function tellAll(plans: readonly Plan[], { people, random, world }: Parts): PullRequestStory[] {
  const colleagues = createColleagues(people);
  const ids = createIds();
  const told = new Map<Plan, PullRequestStory>();
  const numbers = new Map<number, number>();
  const streams = random.fork(8);
  for (const [index, plan] of plans.entries()) {
    const number = (numbers.get(plan.repository.id) ?? 0) + 1;
    numbers.set(plan.repository.id, number);
    const narration: Narration = {
      world,
      random: streams.fork(index),
      colleagues,
      ids,
      id: FIRST_PULL_REQUEST_ID + index * 3,
      number,
      // What is taken back was opened, and so told, before.
      reverted: plan.reverts === null ? null : (told.get(plan.reverts) ?? null),
    };
    told.set(plan, tellPullRequest(plan, narration));
  }
  return [...told.values()];
}
