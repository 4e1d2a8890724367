import { DAY_SECONDS } from '../calendar/days.ts';
import { isPresent, type Developer } from './people.ts';
import type { Plan } from './pull-request-plan.ts';
import type { Random } from './random.ts';
import type { WorldRepository } from './repositories.ts';
import type { World } from './settings.ts';

const WEEKLY_SHARE = 0.5;
const MERGED_SHARE = 0.75;
const TYPICAL_SPAN_SECONDS = 30 * 3_600;
const SPREAD = 1.2;
const SHORTEST_SPAN_SECONDS = 1_800;

type Upkeep = {
  readonly world: World;
  readonly random: Random;
  readonly people: readonly Developer[];
};

/** Dependency updates of a repository, opened in the small hours; people merge most of them. */
export function dependencyPlansOf(repository: WorldRepository, upkeep: Upkeep): Plan[] {
  const { people, random, world } = upkeep;
  const plans: Plan[] = [];
  for (let day = world.startDay; day < world.endDay; day += 7) {
    const openedAt = day * DAY_SECONDS + random.integer(4 * 3_600, 6 * 3_600);
    const logSpan = Math.log(TYPICAL_SPAN_SECONDS) + SPREAD * random.normal();
    const span = Math.max(SHORTEST_SPAN_SECONDS, Math.round(Math.exp(logSpan)));
    const developer = random.pick(people);
    const merged = random.chance(MERGED_SHARE);
    const due = random.chance(WEEKLY_SHARE);
    if (!due || !isPresent(developer, day)) continue;
    plans.push({
      kind: 'dependency',
      developer,
      repository,
      firstCommitAt: openedAt - 20,
      openedAt,
      endsAt: openedAt + span,
      fate: merged ? 'merged' : 'abandoned',
      adopted: false,
      reverts: null,
    });
  }
  return plans;
}
