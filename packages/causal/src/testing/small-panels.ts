import * as fc from 'fast-check';
import { buildPanel } from '../panel/build-panel.ts';
import type { PanelRow } from '../panel/collect.ts';
import type { Panel } from '../panel/panel.ts';

/** Cohorts of a few units over a few periods, never treated ones among them. */
export type SmallDesign = {
  readonly periods: number;
  /** First treated period of each unit, from 1; 0 for never. At least two units a cohort. */
  readonly starts: readonly number[];
};

/** Designs with one to three treated cohorts, all with two periods before and one after. */
export const smallDesign: fc.Arbitrary<SmallDesign> = fc
  .integer({ min: 5, max: 8 })
  .chain((periods) =>
    fc
      .record({
        cohorts: fc.uniqueArray(fc.integer({ min: 3, max: periods }), {
          minLength: 1,
          maxLength: 3,
        }),
        size: fc.integer({ min: 2, max: 4 }),
        never: fc.integer({ min: 2, max: 5 }),
      })
      .map(({ cohorts, size, never }) => ({
        periods,
        starts: [
          ...cohorts.flatMap((start) => Array.from({ length: size }, () => start)),
          ...Array.from({ length: never }, () => 0),
        ],
      })),
  );

/** A design with a count in every cell, row-major. */
export const smallCounts = smallDesign.chain((design) =>
  fc.record({
    design: fc.constant(design),
    values: fc.array(fc.integer({ min: 1, max: 9 }), {
      minLength: design.starts.length * design.periods,
      maxLength: design.starts.length * design.periods,
    }),
  }),
);

/** Rows of a design; `outcome` sees the unit, the period from 1, and whether it is treated then. */
export function rowsOf(
  { periods, starts }: SmallDesign,
  outcome: (unit: number, period: number, isTreated: boolean) => number,
): PanelRow[] {
  return starts.flatMap((start, unit) =>
    Array.from({ length: periods }, (_, index) => ({
      unit: `u${unit}`,
      period: index + 1,
      outcome: outcome(unit, index + 1, start > 0 && index + 1 >= start),
      firstTreated: start === 0 ? ('never' as const) : start,
    })),
  );
}

/** The panel of a design and its row-major values. */
export function panelOf(design: SmallDesign, values: readonly number[]): Panel {
  return buildPanel(rowsOf(design, (unit, period) => values[unit * design.periods + period - 1]));
}
