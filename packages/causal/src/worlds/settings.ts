import { DAY_SECONDS, dayNumberAt } from '../calendar/days.ts';

/** What a simulated organisation shall be like. */
export type WorldSettings = {
  /** Developers ever present, at least 1. */
  readonly developers: number;
  /** Length of the history, at least 12. */
  readonly weeks: number;
  /** What adoption does to the span from first commit to merge, in percent, above -100. */
  readonly effectPercent: number;
  readonly seed: number;
  /** Nothing happens after this instant. */
  readonly endsAt: Date;
  /** What the whole history does to that span for everybody alike, in percent; -8 if not given. */
  readonly driftPercent?: number;
};

/** The bounds of a world, worked out once. */
export type World = {
  readonly developers: number;
  readonly weeks: number;
  readonly seed: number;
  readonly startsAtSeconds: number;
  readonly endsAtSeconds: number;
  readonly startDay: number;
  /** The day on which the world ends, perhaps before it is over. */
  readonly endDay: number;
  /** First day of the Copilot report: at most 46 weeks before the end. */
  readonly firstReportDay: number;
  readonly logEffect: number;
  readonly logDrift: number;
};

const MOST_REPORTED_WEEKS = 46;
const DEFAULT_DRIFT_PERCENT = -8;

/**
 * The bounds of the world that the settings describe.
 *
 * @throws {RangeError} if there are no developers, fewer than 12 weeks, or a change of -100 % or less
 */
export function worldOf(settings: WorldSettings): World {
  const { developers, effectPercent, endsAt, seed, weeks } = settings;
  const driftPercent = settings.driftPercent ?? DEFAULT_DRIFT_PERCENT;
  if (!(Number.isInteger(developers) && developers >= 1)) {
    throw new RangeError('a world needs at least one developer');
  }
  if (!(Number.isInteger(weeks) && weeks >= 12)) {
    throw new RangeError('a world needs at least 12 weeks');
  }
  if (!(effectPercent > -100 && driftPercent > -100)) {
    throw new RangeError('a change must lie above -100 %');
  }

  const endsAtSeconds = Math.floor(endsAt.getTime() / 1000);
  const endDay = dayNumberAt(endsAt);
  const startDay = endDay - weeks * 7;
  return {
    developers,
    weeks,
    seed,
    startsAtSeconds: startDay * DAY_SECONDS,
    endsAtSeconds,
    startDay,
    endDay,
    firstReportDay: endDay - Math.min(weeks, MOST_REPORTED_WEEKS) * 7,
    logEffect: Math.log1p(effectPercent / 100),
    logDrift: Math.log1p(driftPercent / 100),
  };
}
