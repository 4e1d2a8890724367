import { dayOf, startOfDay } from '../calendar/days.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { normalSource } from '../inference/random.ts';
import type {
  ControlledDeveloper,
  ControlledInput,
  ControlledPullRequest,
} from './controlled-input.ts';

/** Monday 5 January 2026. */
const FIRST_DAY = 20_458;
const PULLS_A_WEEK = 2;

/** A small world of which everything is known. */
export type HandMade = {
  readonly measure: BeforeAfterMeasure;
  readonly developers: number;
  readonly weeks: number;
  /** Week of adoption of a developer, from 0; null for never. */
  readonly adopts: (developer: number) => number | null;
  readonly teamOf?: (developer: number) => number | null;
  readonly effectPercent?: number;
  /** What the whole history does to everybody. */
  readonly driftPercent?: number;
  /** What each week adds to adopters' log hours before and after adoption alike: trends that differ. */
  readonly adopterTrend?: number;
  /** Standard deviation of log hours; 0.2 if not given. */
  readonly noise?: number;
  readonly seed?: number;
};

/**
 * Developers who open two pull requests every Tuesday, of about 10 hours each, and merge them. For
 * throughput the second one is merged with a chance that adoption changes.
 */
export function handMadeInput(world: HandMade): ControlledInput {
  const normal = normalSource(world.seed ?? 1);
  const ids = Array.from({ length: world.developers }, (_, id) => id);
  return {
    measure: world.measure,
    developers: ids.map((id) => developerOf(world, id)),
    pullRequests: ids.flatMap((id) => pullsOf(world, id, normal)),
    asOf: startOfDay(FIRST_DAY + world.weeks * 7 + 35),
    minimumGroup: 5,
    seed: 7,
    draws: 99,
  };
}

function developerOf(world: HandMade, id: number): ControlledDeveloper {
  const week = world.adopts(id);
  return {
    id,
    adoptedOn: week === null ? null : dayOf(FIRST_DAY + week * 7 + 2),
    status: week === null ? 'never' : 'known',
    firstActiveOn: dayOf(FIRST_DAY),
    lastActiveOn: dayOf(FIRST_DAY + world.weeks * 7 - 1),
    teamId: world.teamOf?.(id) ?? null,
  };
}

function pullsOf(world: HandMade, id: number, normal: () => number): ControlledPullRequest[] {
  const { weeks, noise = 0.2, effectPercent = 0, driftPercent = 0, adopterTrend = 0 } = world;
  const adopts = world.adopts(id);
  const own = 0.3 * normal();
  return Array.from({ length: weeks * PULLS_A_WEEK }, (_, index) => {
    const week = Math.floor(index / PULLS_A_WEEK);
    const change =
      (Math.log1p(driftPercent / 100) * week) / weeks +
      (adopts === null ? 0 : adopterTrend * week) +
      (adopts !== null && week >= adopts ? Math.log1p(effectPercent / 100) : 0);
    const shock = normal();
    const openedAt = startOfDay(FIRST_DAY + week * 7 + 1);
    if (world.measure === 'cycle_time') {
      return pullOf(id, openedAt, 10 * Math.exp(own + change + noise * shock));
    }
    // merged where a normal draw lies below what makes the chance about a half times the change
    const isMerged = index % PULLS_A_WEEK === 0 || shock < 1.25 * change;
    return pullOf(id, openedAt, isMerged ? 5 : null);
  });
}

/** One merged pull request, or one that was given up. */
export function pullOf(
  developerId: number,
  openedAt: Date,
  hours: number | null,
): ControlledPullRequest {
  return {
    developerId,
    openedAt,
    mergedAt: hours === null ? null : new Date(openedAt.getTime() + Math.round(hours * 3_600_000)),
    cycleTimeSeconds: hours === null ? null : hours * 3600,
    additions: 80,
    deletions: 20,
    reviewCycles: 1,
    state: hours === null ? 'closed' : 'merged',
    reverted: false,
    authorship: 'unmarked',
    repositoryId: 1,
  };
}

/** Waves of adoption four weeks apart from week 14 on, a third of the developers never. */
export function inWaves(developer: number): number | null {
  return [14, 18, 22, 26, null, null][developer % 6];
}
