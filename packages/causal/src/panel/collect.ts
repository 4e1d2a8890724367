import {
  DuplicateCellError,
  NegativeValueError,
  NotANumberError,
  VaryingValueError,
} from './errors.ts';
import { NEVER } from './panel.ts';

/** One observation of one unit in one period. */
export type PanelRow = {
  readonly unit: string;
  readonly period: number;
  /** Summed over `exposure`. */
  readonly outcome: number;
  /** Value of the first treated period; `never`, or `unknown` to leave the unit out. */
  readonly firstTreated: number | 'never' | 'unknown';
  /** What the outcome was summed over; 1 by default. */
  readonly exposure?: number;
  /** Sampling weight, above 0 and fixed over time; 1 by default. */
  readonly weight?: number;
  /** Fixed over time; a unit is its own cluster by default. */
  readonly cluster?: string;
  /** Values in the order of {@link PanelOptions.covariates}. */
  readonly covariates?: readonly number[];
};

export type PanelOptions = {
  /** Names of the covariates, in the order in which rows give them. */
  readonly covariates?: readonly string[];
  /** Periods before treatment in which units may react to it already; 0 by default. */
  readonly anticipation?: number;
};

type CollectedCell = {
  readonly outcome: number;
  readonly exposure: number;
  readonly covariates: readonly number[];
};

/** All rows of one unit; `firstTreated` is NaN where unknown. */
export type CollectedUnit = {
  readonly id: string;
  readonly firstTreated: number;
  readonly weight: number;
  readonly cluster: string | null;
  readonly cells: Map<number, CollectedCell>;
};

type Defects = {
  readonly notANumber: Map<string, string[]>;
  readonly varying: Map<string, Set<string>>;
  readonly negative: Map<string, Set<string>>;
  readonly duplicate: { unit: string; period: number }[];
};

const NO_VALUES: readonly number[] = [];

/**
 * Gathers rows by unit and refuses what no panel can hold.
 *
 * @throws {PanelError} for the first kind of defect, with every unit that has it
 */
export function collectUnits(
  rows: Iterable<PanelRow>,
  options: PanelOptions,
): { readonly units: readonly CollectedUnit[]; readonly covariateNames: readonly string[] } {
  const covariateNames = options.covariates ?? [];
  const units = new Map<string, CollectedUnit>();
  const defects: Defects = {
    notANumber: new Map(),
    varying: new Map(),
    negative: new Map(),
    duplicate: [],
  };

  for (const row of rows) {
    checkNumbers(row, covariateNames, defects);
    const known = units.get(row.unit);
    const unit = known ?? unitOf(row);
    if (known === undefined) units.set(row.unit, unit);
    else checkFixed(row, unit, defects);
    addCell(row, unit, defects);
  }
  throwFirst(defects);
  return { units: [...units.values()], covariateNames };
}

function unitOf(row: PanelRow): CollectedUnit {
  return {
    id: row.unit,
    firstTreated: firstTreatedOf(row),
    weight: row.weight ?? 1,
    cluster: row.cluster ?? null,
    cells: new Map(),
  };
}

function firstTreatedOf({ firstTreated }: PanelRow): number {
  if (firstTreated === 'never') return NEVER;
  return firstTreated === 'unknown' ? Number.NaN : firstTreated;
}

function addCell(row: PanelRow, unit: CollectedUnit, { duplicate }: Defects): void {
  if (unit.cells.has(row.period)) duplicate.push({ unit: row.unit, period: row.period });
  unit.cells.set(row.period, {
    outcome: row.outcome,
    exposure: row.exposure ?? 1,
    covariates: row.covariates ?? NO_VALUES,
  });
}

function checkNumbers(row: PanelRow, covariateNames: readonly string[], defects: Defects): void {
  const note = (column: string, value: number | undefined) => {
    if (value !== undefined && Number.isFinite(value)) return;
    const rows = defects.notANumber.get(column);
    if (rows === undefined) defects.notANumber.set(column, [row.unit]);
    else rows.push(row.unit);
  };
  note('the period', row.period);
  note('the outcome', row.outcome);
  if (typeof row.firstTreated === 'number') note('the first treated period', row.firstTreated);
  note('the exposure', row.exposure ?? 1);
  note('the weight', row.weight ?? 1);
  for (const [index, name] of covariateNames.entries()) note(name, row.covariates?.[index]);

  if ((row.weight ?? 1) <= 0) addTo(defects.negative, 'the weight', row.unit);
  if ((row.exposure ?? 1) <= 0) addTo(defects.negative, 'the exposure', row.unit);
}

function checkFixed(row: PanelRow, unit: CollectedUnit, { varying }: Defects): void {
  const fixed: readonly [string, unknown, unknown][] = [
    ['the first treated period', firstTreatedOf(row), unit.firstTreated],
    ['the weight', row.weight ?? 1, unit.weight],
    ['the cluster', row.cluster ?? null, unit.cluster],
  ];
  for (const [column, value, before] of fixed) {
    if (!Object.is(value, before)) addTo(varying, column, row.unit);
  }
}

function addTo(defects: Map<string, Set<string>>, column: string, unit: string): void {
  const units = defects.get(column) ?? new Set<string>();
  defects.set(column, units.add(unit));
}

function throwFirst({ notANumber, negative, varying, duplicate }: Defects): void {
  for (const [column, units] of notANumber) throw new NotANumberError(column, units);
  for (const [column, units] of negative) throw new NegativeValueError(column, [...units]);
  for (const [column, units] of varying) throw new VaryingValueError(column, [...units]);
  if (duplicate.length > 0) throw new DuplicateCellError(duplicate);
}
