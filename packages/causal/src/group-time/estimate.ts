import { NoTreatedUnitError, UnbalancedPanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { selectUnits } from '../panel/select-units.ts';
import { listCells, type CellDesign } from './cells.ts';
import { cohortsOf, type Cohorts } from './cohorts.ts';
import { cohortSums } from './cohort-sums.ts';
import { estimateCovariateCells } from './covariate-cells.ts';
import { differenceOf, sidesOf } from './difference.ts';
import type { CellInfluence } from './influence.ts';
import { linearInfluence } from './linear-influence.ts';
import { completeOptions, type CompleteOptions, type GroupTimeOptions } from './options.ts';

/** Why a cell has no estimate, or none with an error. */
export type CellStatus =
  | 'estimated'
  /** The base period itself: zero by definition. */
  | 'reference'
  /** One of the four means has nothing observed in it. */
  | 'nothing_observed'
  /** Some unit is as good as certain to be treated, given its covariates. */
  | 'no_overlap'
  /** Covariates of the controls do not vary enough. */
  | 'collinear';

/** ATT(g, t): the average effect in period `t` on the units first treated in period `g`. */
export type GroupTimeCell = {
  /** First treated period of the cohort. */
  readonly g: number;
  readonly t: number;
  /** NaN unless the status is `estimated` or `reference`. */
  readonly att: number;
  readonly status: CellStatus;
  readonly design: CellDesign;
};

/** All cells of a panel, with the influence of every unit on each. */
export type GroupTimeEstimate = {
  /** The units that were used; influence functions follow their order. */
  readonly panel: Panel;
  readonly options: CompleteOptions;
  readonly cohorts: Cohorts;
  /** By cohort, then by period. */
  readonly cells: readonly GroupTimeCell[];
  readonly influence: CellInfluence;
  /** Last period with controls, whose end a balanced event study looks at. */
  readonly lastPeriod: number;
};

/**
 * Group-time average treatment effects of Callaway & Sant'Anna (2021), with never treated or not yet
 * treated controls and any base.
 *
 * Without covariates cells are differences of pooled means, of balanced or unbalanced panels: a unit
 * counts where it is observed. With covariates see `estimateTwoByTwo`. Units that are treated, or may
 * react to treatment, in the first period already are left out.
 *
 * @throws {PanelError} if nobody is treated or left to compare with, or covariates meet gaps
 */
export function estimateGroupTime(input: Panel, options: GroupTimeOptions = {}): GroupTimeEstimate {
  const complete = completeOptions(options);
  const panel = withPrePeriod(input, complete.anticipation);
  const cohorts = cohortsOf(panel);
  const designs = listCells(cohorts, panel.periods, complete);
  const estimated = estimateCells(panel, cohorts, designs, complete);

  return {
    panel,
    options: complete,
    cohorts,
    influence: estimated.influence,
    cells: designs.map((design, index) => ({
      g: cohorts.values[design.cohort],
      t: panel.periods[design.period],
      att: estimated.atts[index],
      status: estimated.statuses[index],
      design,
    })),
    lastPeriod: designs.reduce(
      (last, { period }) => Math.max(last, panel.periods[period]),
      -Infinity,
    ),
  };
}

function withPrePeriod(panel: Panel, anticipation: number): Panel {
  const lastWithoutPre = panel.periods[0] + anticipation;
  const kept = selectUnits(panel, (row) => panel.firstTreated[row] > lastWithoutPre);
  if (kept.firstTreated.every((value) => value === Infinity)) {
    const early = panel.leftOut.find(({ reason }) => reason === 'treated_before_window');
    throw new NoTreatedUnitError(
      panel.units.length - kept.units.length + (early?.units.length ?? 0),
    );
  }
  return kept;
}

type EstimatedCells = {
  readonly atts: Float64Array;
  readonly statuses: readonly CellStatus[];
  readonly influence: CellInfluence;
};

function estimateCells(
  panel: Panel,
  cohorts: Cohorts,
  designs: readonly CellDesign[],
  { method }: CompleteOptions,
): EstimatedCells {
  if (panel.covariates.length > 0) {
    refuseGaps(panel);
    const { atts, failures, influence } = estimateCovariateCells(panel, cohorts, designs, method);
    const statuses = designs.map(
      (design, index) => failures[index] ?? statusOf(design, atts[index]),
    );
    return { atts, statuses, influence };
  }
  const sums = cohortSums(panel, cohorts);
  const width = panel.periods.length;
  const atts = Float64Array.from(designs, (design) =>
    design.isReference ? 0 : differenceOf(sidesOf(design, sums, width)),
  );
  return {
    atts,
    statuses: designs.map((design, index) => statusOf(design, atts[index])),
    influence: linearInfluence(panel, cohorts, designs, sums),
  };
}

function statusOf({ isReference }: CellDesign, att: number): CellStatus {
  if (isReference) return 'reference';
  return Number.isNaN(att) ? 'nothing_observed' : 'estimated';
}

function refuseGaps(panel: Panel): void {
  if (panel.isBalanced) return;
  const width = panel.periods.length;
  const gaps = panel.units.filter((_, unit) =>
    panel.exposure.subarray(unit * width, (unit + 1) * width).some((exposure) => exposure !== 1),
  );
  throw new UnbalancedPanelError('an estimate with covariates', gaps);
}
