import { noExclusions, type Exclusions } from '../estimators/exclusions.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import { clusteringOf } from './clusters.ts';
import type { ControlledInput } from './controlled-input.ts';
import { EVENT_RANGE } from './event-weeks.ts';
import { frameOf } from './frame.ts';
import {
  percentEffect,
  pooledEffect,
  sidesOfPool,
  type PercentEffect,
  type Sides,
} from './interval.ts';
import { poolPanel, type PooledPanel } from './pool-panel.ts';
import { trendsOf, type Trends } from './pre-trend.ts';
import { measureCells, type WeekCells } from './week-cells.ts';
import { clusteredBy, roleOf, weekPanel, type PanelSource } from './week-panel.ts';

/** The panel that an answer comes from. */
export type Laid = {
  readonly source: PanelSource;
  readonly cells: WeekCells;
  readonly panel: Panel;
  readonly exclusions: Exclusions;
  readonly pullRequests: number;
};

/** The primary answer, before it is put in words. */
export type PrimaryAnswer = {
  readonly pooled: PooledPanel;
  readonly sides: Sides;
  readonly effect: PercentEffect;
  /** By the influence function, which is quick: for comparison with other dates of adoption. */
  readonly linear: PercentEffect;
  readonly trends: Trends;
  /** Weeks before and full weeks after adoption of the median adopter. */
  readonly preWeeks: number;
  readonly postWeeks: number;
  readonly never: number;
  /** Whether controls run out before the data does. */
  readonly isHorizonCut: boolean;
};

/** Lays an input out by developer and week, and counts what is left out. */
export function layOut(input: ControlledInput): Laid {
  const exclusions = noExclusions();
  const frame = frameOf(input, exclusions);
  const cells = measureCells(frame, input.measure, { exclusions });
  const source = { frame, clustering: clusteringOf(frame) };
  let pullRequests = 0;
  for (const [row, { id }] of frame.developers.entries()) {
    const [start, adopted] = [row * frame.width, frame.adopted[row] - frame.firstWeek];
    const exposure = cells.exposure.subarray(start, start + frame.width);
    const role = roleOf(exposure, adopted);
    const counted = input.measure === 'cycle_time' ? cells.exposure : cells.outcome;
    const own = counted
      .subarray(start, start + frame.width)
      .reduce((sum, value, week) => (week === adopted ? sum : sum + value), 0);
    if (role === 'absent') exclusions.count('nothing_before', id, own);
    else pullRequests += own;
  }
  return { source, cells, panel: weekPanel(source, cells), exclusions, pullRequests };
}

/**
 * Estimates the primary answer.
 *
 * @returns null where nobody adopts within the weeks, or nobody is left to compare with
 */
export function primaryAnswer(laid: Laid, withEvents: boolean): PrimaryAnswer | null {
  const { cells, panel, source } = laid;
  const { scale } = cells;
  const options = withEvents ? { scale, events: EVENT_RANGE } : { scale };
  const pooled = poolPanel(panel, options);
  if (pooled === null) return null;
  const sides = sidesOfPool(pooled);
  const lastUsed = pooled.cells.reduce((week, { design }) => Math.max(week, design.period), 0);
  return {
    pooled,
    sides,
    effect: widerEffect(pooled, sides, source),
    linear: percentEffect(pooled.values[0], pooled.covariance[0], sides),
    trends: trendsOf(panel, scale, pooled.values[0]),
    ...medianWeeks(source, sides, { panel, lastUsed: panel.periods[lastUsed] }),
    never: panel.firstTreated.filter(
      (start, unit) => start === NEVER && sides.isControl[unit] === 1,
    ).length,
    isHorizonCut: !panel.firstTreated.includes(NEVER),
  };
}

/** The effect with the wider of its intervals: by cluster, and by team where teams may share shocks. */
function widerEffect(pooled: PooledPanel, sides: Sides, source: PanelSource): PercentEffect {
  const own = pooledEffect(pooled, sides);
  const { teamLabels } = source.clustering;
  if (teamLabels === null) return own;
  const byTeam = { ...pooled, panel: clusteredBy(pooled.panel, source.frame, teamLabels) };
  const other = pooledEffect(byTeam);
  return widthOf(other) > widthOf(own) ? other : own;
}

function widthOf({ interval }: PercentEffect): number {
  return interval === null ? 0 : interval[1] - interval[0];
}

type Used = { readonly panel: Panel; readonly lastUsed: number };

function medianWeeks({ frame }: PanelSource, sides: Sides, { panel, lastUsed }: Used) {
  const rows = new Map(frame.developers.map(({ id }, row) => [String(id), row]));
  const pre: number[] = [];
  const post: number[] = [];
  for (const [unit, isTreated] of sides.isTreated.entries()) {
    const row = rows.get(panel.units[unit]);
    if (isTreated === 0 || row === undefined) continue;
    pre.push(frame.adopted[row] - frame.from[row]);
    post.push(Math.min(frame.to[row], lastUsed) - frame.adopted[row]);
  }
  return { preWeeks: medianOf(pre), postWeeks: Math.max(0, medianOf(post)) };
}

/** Half of the values are at most this; one of the values. */
function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
