import { weekOf } from '../calendar/days.ts';
import { teamCountOf, teamOn, type Developer } from './people.ts';
import type { Random } from './random.ts';
import type { WorldRepository } from './repositories.ts';
import type { World } from './settings.ts';

/** Geometric mean of the span from first commit to merge, for an ordinary author and repository. */
const TYPICAL_SPAN_SECONDS = 20 * 3_600;
/**
 * Of single spans, on the log scale. Calmer than real organisations, where it is one and a half or more,
 * so that an effect of 12 % on 240 developers can be seen within a year.
 */
const SPREAD = 0.6;
const SHOCK_SPREAD = 0.08;
/** How much of a team's shock is left a week later. */
const SHOCK_MEMORY = 0.4;
const SHORTEST_SPAN_SECONDS = 180;

/** What every team's weeks add to the log of spans: by team, then by week since the start. */
export type Shocks = readonly (readonly number[])[];

/** A shock for each team and week, fading from week to week. */
export function createShocks(world: World, random: Random): Shocks {
  return Array.from({ length: teamCountOf(world.developers) }, () => {
    let shock = SHOCK_SPREAD * random.normal();
    return Array.from({ length: world.weeks + 1 }, () => {
      const fresh = Math.sqrt(1 - SHOCK_MEMORY ** 2) * SHOCK_SPREAD * random.normal();
      shock = SHOCK_MEMORY * shock + fresh;
      return shock;
    });
  });
}

type Work = {
  readonly developer: Developer;
  readonly repository: WorldRepository;
  readonly day: number;
  /** Opened on or after the day of the author's adoption. */
  readonly adopted: boolean;
  /** Added to the log: smaller work, or work that nobody finishes. */
  readonly logScale: number;
};

/**
 * Seconds from first commit to merge. Everything acts on the logarithm; the effect of adoption
 * multiplies the whole span, and nothing after it bends it again.
 */
export function spanSecondsOf(
  { adopted, day, developer, logScale, repository }: Work,
  {
    random,
    shocks,
    world,
  }: { readonly world: World; readonly random: Random; readonly shocks: Shocks },
): number {
  const week = weekOf(day) - weekOf(world.startDay);
  const shock = shocks[teamOn(developer, day)]?.[week] ?? 0;
  const drift = world.logDrift * ((day - world.startDay) / (world.weeks * 7));
  const logSpan =
    Math.log(TYPICAL_SPAN_SECONDS) +
    developer.logPace +
    repository.logPace +
    shock +
    drift +
    logScale +
    SPREAD * random.normal() +
    (adopted ? world.logEffect : 0);
  return Math.max(SHORTEST_SPAN_SECONDS, Math.round(Math.exp(logSpan)));
}
