import { collectUnits, type CollectedUnit, type PanelOptions, type PanelRow } from './collect.ts';
import { ConstantOutcomeError, EmptyPanelError, TooFewPeriodsError } from './errors.ts';
import { meanOne } from './mean-one.ts';
import {
  NEVER,
  type LeftOutUnits,
  type Panel,
  type PanelClusters,
  type PanelCovariate,
} from './panel.ts';

/**
 * Lays rows out as a panel. Units keep the order of their first row; nothing depends on it.
 *
 * Units with an unknown first treated period, and units that are treated in the first period already
 * (or would react to treatment in it, with anticipation), are left out and named in `leftOut`. A unit
 * first treated after the last period counts as never treated.
 *
 * @throws {PanelError} one class per defect, naming units and counts
 */
export function buildPanel(rows: Iterable<PanelRow>, options: PanelOptions = {}): Panel {
  const { units: all, covariateNames } = collectUnits(rows, options);
  const periods = periodsOf(all);
  if (all.length === 0) throw new EmptyPanelError();
  if (periods.length < 2) throw new TooFewPeriodsError(periods.length);

  const { kept, leftOut } = splitUnits(all, periods[0] + (options.anticipation ?? 0));
  if (kept.length === 0) throw new EmptyPanelError();
  const cells = cellsOf(kept, periods, covariateNames);
  refuseConstant(cells);

  return {
    units: kept.map(({ id }) => id),
    periods,
    ...cells,
    isBalanced: cells.exposure.every((exposure) => exposure === 1),
    firstTreated: Float64Array.from(kept, (unit) =>
      unit.firstTreated > periods[periods.length - 1] ? NEVER : unit.firstTreated,
    ),
    weights: meanOne(Float64Array.from(kept, ({ weight }) => weight)),
    clusters: clustersOf(kept),
    leftOut,
  };
}

function periodsOf(units: readonly CollectedUnit[]): Float64Array {
  const values = new Set<number>();
  for (const { cells } of units) for (const period of cells.keys()) values.add(period);
  return Float64Array.from(values).toSorted();
}

/** Unknown, treated too early to have a period before, or usable. */
function splitUnits(units: readonly CollectedUnit[], lastWithoutPre: number) {
  const unknown = units.filter(({ firstTreated }) => Number.isNaN(firstTreated));
  const early = units.filter(({ firstTreated }) => firstTreated <= lastWithoutPre);
  const kept = units.filter(({ firstTreated }) => firstTreated > lastWithoutPre);
  const leftOut: LeftOutUnits[] = [
    { reason: 'unknown_first_treated' as const, units: unknown.map(({ id }) => id) },
    { reason: 'treated_before_window' as const, units: early.map(({ id }) => id) },
  ].filter(({ units: ids }) => ids.length > 0);
  return { kept, leftOut };
}

type Cells = {
  readonly outcome: Float64Array;
  readonly exposure: Float64Array;
  readonly covariates: readonly PanelCovariate[];
};

function cellsOf(
  units: readonly CollectedUnit[],
  periods: Float64Array,
  covariateNames: readonly string[],
): Cells {
  const size = units.length * periods.length;
  const outcome = new Float64Array(size);
  const exposure = new Float64Array(size);
  const covariates = covariateNames.map((name) => ({
    name,
    values: new Float64Array(size).fill(Number.NaN),
  }));
  const column = new Map(Array.from(periods, (period, index) => [period, index]));

  for (const [row, { cells }] of units.entries()) {
    for (const [period, cell] of cells) {
      const at = row * periods.length + (column.get(period) ?? 0);
      outcome[at] = cell.outcome;
      exposure[at] = cell.exposure;
      for (const [index, { values }] of covariates.entries()) values[at] = cell.covariates[index];
    }
  }
  return { outcome, exposure, covariates };
}

function refuseConstant({ outcome, exposure }: Cells): void {
  let first = Number.NaN;
  let cells = 0;
  for (let at = 0; at < outcome.length; at += 1) {
    if (exposure[at] === 0) continue;
    const value = outcome[at] / exposure[at];
    if (cells === 0) first = value;
    if (value !== first) return;
    cells += 1;
  }
  throw new ConstantOutcomeError(first, cells);
}

function clustersOf(units: readonly CollectedUnit[]): PanelClusters | null {
  if (units.every(({ cluster }) => cluster === null)) return null;
  const indexes = new Map<string, number>();
  const of = new Int32Array(units.length);
  for (const [row, { id, cluster }] of units.entries()) {
    const label = cluster ?? id;
    const index = indexes.get(label) ?? indexes.size;
    indexes.set(label, index);
    of[row] = index;
  }
  return { of, labels: [...indexes.keys()] };
}
