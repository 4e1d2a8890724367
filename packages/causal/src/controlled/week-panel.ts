import { NEVER, type Panel } from '../panel/panel.ts';
import type { Clustering } from './clusters.ts';
import type { Frame } from './frame.ts';
import type { WeekCells } from './week-cells.ts';

/** Weeks before adoption that are compared with. */
export const BASE_WEEKS = 8;

/**
 * The week of adoption is partly both and must be neither base nor control. Treatment begins with the
 * first full week after it, and one week of anticipation keeps the week before that, which is the week
 * of adoption, out of both.
 */
export const ANTICIPATION = 1;

/** What a panel is laid out from. */
export type PanelSource = { readonly frame: Frame; readonly clustering: Clustering };

/**
 * Lays cells out as a panel of weeks. An adopter without a full week after adoption serves as control
 * until then; one without anything in the base before adoption could not be compared and is left out.
 */
export function weekPanel({ frame, clustering }: PanelSource, cells: WeekCells): Panel {
  const { developers, adopted, firstWeek, width } = frame;
  const outcome = new Float64Array(cells.outcome.length);
  const exposure = new Float64Array(cells.exposure.length);
  const rows: number[] = [];
  const firstTreated: number[] = [];
  for (const row of developers.keys()) {
    const own = cells.exposure.subarray(row * width, (row + 1) * width);
    const role = roleOf(own, adopted[row] - firstWeek);
    if (role === 'absent') continue;
    const end = role === 'control_until_adoption' ? adopted[row] - firstWeek : width;
    const to = rows.length * width;
    outcome.set(cells.outcome.subarray(row * width, row * width + end), to);
    exposure.set(own.subarray(0, end), to);
    rows.push(row);
    firstTreated.push(role === 'adopter' ? adopted[row] + 1 : NEVER);
  }
  const kept = exposure.slice(0, rows.length * width);
  return {
    units: rows.map((row) => String(developers[row].id)),
    periods: Float64Array.from({ length: width }, (_, week) => firstWeek + week),
    outcome: outcome.slice(0, rows.length * width),
    exposure: kept,
    isBalanced: kept.every((own) => own === 1),
    firstTreated: Float64Array.from(firstTreated),
    weights: new Float64Array(rows.length).fill(1),
    clusters: clustersOf(rows.map((row) => clustering.labels[row])),
    covariates: [],
    leftOut: [],
  };
}

/** The same panel, its errors clustered otherwise. */
export function clusteredBy(panel: Panel, frame: Frame, labels: readonly string[]): Panel {
  const rows = new Map(frame.developers.map(({ id }, row) => [String(id), row]));
  const names = panel.units.map((unit) => labels[rows.get(unit) ?? -1]);
  return { ...panel, clusters: clustersOf(names) };
}

/** What a developer with these exposures, by week, is in a panel. */
export type Role = 'adopter' | 'never' | 'control_until_adoption' | 'absent';

/** @param adopted - place of the week of adoption; beyond the exposures for none */
export function roleOf(exposure: Float64Array, adopted: number): Role {
  const isSeen = (from: number, to: number) =>
    exposure.subarray(Math.max(0, from), Math.max(0, to)).some((own) => own > 0);
  if (adopted >= exposure.length) return isSeen(0, exposure.length) ? 'never' : 'absent';
  if (!isSeen(adopted - BASE_WEEKS, adopted)) return 'absent';
  return isSeen(adopted + 1, exposure.length) ? 'adopter' : 'control_until_adoption';
}

function clustersOf(names: readonly string[]) {
  const indexes = new Map<string, number>();
  const of = Int32Array.from(names, (name) => {
    const index = indexes.get(name) ?? indexes.size;
    indexes.set(name, index);
    return index;
  });
  return { of, labels: [...indexes.keys()] };
}
