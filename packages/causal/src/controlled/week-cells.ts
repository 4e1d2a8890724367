import { dayNumberAt, weekOf } from '../calendar/days.ts';
import { FLOOR_SECONDS, HORIZON_SECONDS } from '../estimators/before-after-input.ts';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import type { ExclusionReason, Exclusions } from '../estimators/exclusions.ts';
import type { TrendScale } from '../ratio/cell-means.ts';
import type { ControlledPullRequest } from './controlled-input.ts';
import type { Frame } from './frame.ts';

/** Outcome summed over exposure, row-major `developer × week`. */
export type WeekCells = {
  readonly outcome: Float64Array;
  readonly exposure: Float64Array;
  /** `ratio` for counts and shares, `difference` for logarithms. */
  readonly scale: TrendScale;
};

/** Where a pull request counts and with what, or why it does not. */
type Placement = { readonly week: number; readonly value: number } | ExclusionReason;

/**
 * The cells of the measure that is asked about. Throughput: pull requests merged in a week, over 1 for
 * every week of activity, zeros kept. Cycle time: sum of log seconds over number of pull requests, by
 * week of opening, of those old enough to have been followed for the whole horizon; what is not merged
 * by then counts as the horizon. Never by week of merge, which would drop the slow ones.
 *
 * @param options - `adjust` changes the log seconds of single pull requests
 */
export function measureCells(
  frame: Frame,
  measure: BeforeAfterMeasure,
  options: { readonly exclusions?: Exclusions; readonly adjust?: (value: number) => number } = {},
): WeekCells {
  const { developers, adopted, from, to, firstWeek, width } = frame;
  const isTime = measure === 'cycle_time';
  const cells = emptyCells(frame, isTime ? 'difference' : 'ratio');
  const { outcome, exposure } = cells;
  const adjust = options.adjust ?? ((value) => value);
  for (const [row, { id }] of developers.entries()) {
    const start = row * width - firstWeek;
    if (!isTime) exposure.fill(1, start + from[row], start + to[row] + 1);
    for (const pull of frame.pulls[row]) {
      const placed = isTime ? timePlacement(pull, frame) : countPlacement(pull, frame);
      const reason = reasonAgainst(placed, { adopted: adopted[row], from: from[row], to: to[row] });
      if (reason !== null) options.exclusions?.count(reason, id, 1);
      if (typeof placed === 'string' || !isWithin(placed.week, from[row], to[row])) continue;
      outcome[start + placed.week] += isTime ? adjust(placed.value) : 1;
      if (isTime) exposure[start + placed.week] += 1;
    }
  }
  return cells;
}

/** Cells without anything in them. */
export function emptyCells({ developers, width }: Frame, scale: TrendScale): WeekCells {
  const size = developers.length * width;
  return { outcome: new Float64Array(size), exposure: new Float64Array(size), scale };
}

/** Log seconds of a pull request, within the floor and the horizon. */
export function logSecondsOf({
  openedAt,
  mergedAt,
  cycleTimeSeconds,
}: ControlledPullRequest): number {
  const seconds =
    mergedAt === null
      ? HORIZON_SECONDS
      : (cycleTimeSeconds ?? (mergedAt.getTime() - openedAt.getTime()) / 1000);
  return Math.log(Math.min(Math.max(seconds, FLOOR_SECONDS), HORIZON_SECONDS));
}

/** Whether a pull request has been followed for the whole horizon. */
export function isMature({ openedAt }: ControlledPullRequest, asOf: Date): boolean {
  return (asOf.getTime() - openedAt.getTime()) / 1000 >= HORIZON_SECONDS;
}

/** The ISO week of an instant, in UTC. */
export function weekAt(instant: Date): number {
  return weekOf(dayNumberAt(instant));
}

/** Whether a week lies in a span, ends included. */
export function isWithin(week: number, from: number, to: number): boolean {
  return week >= from && week <= to;
}

function timePlacement(pull: ControlledPullRequest, { asOf }: Frame): Placement {
  if (!isMature(pull, asOf)) return 'too_young';
  return { week: weekAt(pull.openedAt), value: logSecondsOf(pull) };
}

function countPlacement({ mergedAt }: ControlledPullRequest, { asOf }: Frame): Placement {
  if (mergedAt === null || mergedAt.getTime() > asOf.getTime()) return 'not_merged';
  const week = weekAt(mergedAt);
  return week >= weekAt(asOf) ? 'running_week' : { week, value: 1 };
}

type Place = { readonly adopted: number; readonly from: number; readonly to: number };

function reasonAgainst(placed: Placement, { adopted, from, to }: Place): ExclusionReason | null {
  if (typeof placed === 'string') return placed;
  if (!isWithin(placed.week, from, to)) return 'outside_activity';
  return placed.week === adopted ? 'adoption_week' : null;
}
