import type { Random } from '../../worlds/random.ts';
import type { Nature } from './plan-adoption.ts';
import type { PlannedEffect, ProofSetting } from './setting.ts';

/** Half of a novelty has gone, half of learning is done, after this many weeks. */
const HALF_WEEKS = 4;
/** Persistence of what a developer carries from week to week. */
const DEVELOPER_PERSISTENCE = 0.5;

/**
 * Shocks that fade: a stationary autoregression of first order.
 *
 * @returns one value a week, of standard deviation `spread`
 */
export function fadingShocks(
  weeks: number,
  { spread, persistence }: { readonly spread: number; readonly persistence: number },
  random: Random,
): Float64Array {
  const shocks = new Float64Array(weeks);
  const fresh = Math.sqrt(1 - persistence ** 2);
  let last = random.normal();
  for (let week = 0; week < weeks; week += 1) {
    if (week > 0) last = persistence * last + fresh * random.normal();
    shocks[week] = spread * last;
  }
  return shocks;
}

/** Log factors of adoption, of cycle time and of merges; `since` is weeks after that of adoption. */
export function effectAfter(
  effect: PlannedEffect,
  since: number,
): { readonly time: number; readonly count: number } {
  if (since < 1) return { time: 0, count: 0 };
  const left = 0.5 ** ((since - 1) / HALF_WEEKS);
  const part = { lasting: 1, fading: left, growing: 1 - left }[effect.profile];
  return {
    time: part * Math.log1p(effect.timePercent / 100),
    count: part * Math.log1p(effect.countPercent / 100),
  };
}

/** Log of what everybody shares in a week. */
function sharedTrend(
  { drift, holidays, weeks }: ProofSetting,
  week: number,
): { readonly time: number; readonly count: number } {
  const passed = week / Math.max(1, weeks - 1);
  return {
    time: passed * Math.log1p(drift.timePercent / 100),
    count: passed * Math.log1p(drift.countPercent / 100) + (holidays ? holiday(week) : 0),
  };
}

/** Two quiet weeks at the turn of the year, and a slower summer; worlds begin in January. */
function holiday(week: number): number {
  const ofYear = week % 52;
  if (ofYear >= 50) return -1.2;
  return ofYear >= 28 && ofYear <= 32 ? -0.3 : 0;
}

/** What a developer's outcomes would be, week by week, if nobody had the tool: log factors. */
export type Course = { readonly time: Float64Array; readonly count: Float64Array };

/** Courses of all developers: level, own trend, own shocks, the team's shocks, what all share. */
export function coursesOf(
  setting: ProofSetting,
  natures: readonly Nature[],
  random: Random,
): readonly Course[] {
  const { noise, weeks } = setting;
  const ofTeam = { spread: noise.teamShock, persistence: noise.teamPersistence };
  const own = { spread: noise.developerShock, persistence: DEVELOPER_PERSISTENCE };
  const draw = (kind: typeof own): Course => ({
    time: fadingShocks(weeks, kind, random),
    count: fadingShocks(weeks, kind, random),
  });
  const teams = Array.from({ length: setting.teams }, () => draw(ofTeam));
  const shared = Array.from({ length: weeks }, (_, week) => sharedTrend(setting, week));
  return natures.map((nature) => {
    const team = teams[nature.team];
    const { time, count } = draw(own);
    for (let week = 0; week < weeks; week += 1) {
      const trend = noise.trendSpread * nature.trend * (week / weeks - 0.5);
      time[week] +=
        noise.developerSpread * nature.timeLevel + team.time[week] + shared[week].time - trend;
      count[week] +=
        noise.developerSpread * nature.countLevel + team.count[week] + shared[week].count + trend;
    }
    return { time, count };
  });
}
