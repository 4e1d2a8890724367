import type { Panel } from '../panel/panel.ts';

/** A panel as least squares reads it: means of cells and how much each counts. */
export type CellValues = {
  /** Sampling weight times exposure; 0 where nothing is observed. */
  readonly weight: Float64Array;
  /** Outcome over exposure; 0 where nothing is observed. */
  readonly value: Float64Array;
};

/** Means and weights of the cells, row-major. */
export function cellValues(panel: Panel): CellValues {
  const width = panel.periods.length;
  return {
    weight: panel.exposure.map((exposure, at) => exposure * panel.weights[Math.floor(at / width)]),
    value: panel.outcome.map((outcome, at) =>
      panel.exposure[at] > 0 ? outcome / panel.exposure[at] : 0,
    ),
  };
}
