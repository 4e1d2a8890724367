import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { distance } from '../testing/distance.ts';
import { panelOf, rowsOf, smallCounts, smallDesign } from '../testing/small-panels.ts';
import { estimateRatio, type RatioEstimate } from './ratio-effects.ts';

const answers = ({ cells, overall, byEvent }: RatioEstimate) => [
  ...cells.flatMap(({ logRatio, se }) => [logRatio, se]),
  ...[overall, ...byEvent].flatMap(({ share, se, logRatio, logSe }) => [
    share,
    se,
    logRatio,
    logSe,
  ]),
];

const options = fc.record({
  control: fc.constantFrom('never' as const, 'notyet' as const),
  baseWindow: fc.integer({ min: 1, max: 2 }),
  withBefore: fc.boolean(),
});

describe('proportional effects', () => {
  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(smallCounts, options, ({ design, values }, settings) => {
        const rows = rowsOf(design, (unit, t) => values[unit * design.periods + t - 1]);

        const there = estimateRatio(buildPanel(rows), settings);
        const back = estimateRatio(buildPanel(rows.toReversed()), settings);

        expect(distance(answers(back), answers(there))).toBeLessThan(1e-9);
      }),
    );
  });

  it('do not depend on the unit of the outcome', () => {
    fc.assert(
      fc.property(smallCounts, options, ({ design, values }, settings) => {
        const counts = estimateRatio(panelOf(design, values), settings);
        const scaled = estimateRatio(
          panelOf(
            design,
            values.map((value) => value * 7),
          ),
          settings,
        );

        expect(distance(answers(scaled), answers(counts))).toBeLessThan(1e-9);
      }),
    );
  });

  it('are exactly the factor where trends are parallel in ratios', () => {
    fc.assert(
      fc.property(
        smallDesign,
        options,
        fc.constantFrom(0.5, 1, 1.25),
        (design, settings, factor) => {
          const panel = buildPanel(
            rowsOf(
              design,
              (unit, t, isTreated) => (unit + 1) * (2 + t * t) * (isTreated ? factor : 1),
            ),
          );

          const { overall, cells, byEvent } = estimateRatio(panel, settings);

          expect(overall.share).toBeCloseTo(factor - 1, 9);
          for (const { g, t, logRatio } of cells) {
            expect(logRatio).toBeCloseTo(t >= g ? Math.log(factor) : 0, 9);
          }
          for (const { e, share } of byEvent) expect(share).toBeCloseTo(e < 0 ? 0 : factor - 1, 9);
        },
      ),
    );
  });

  it('gain no precision from counting every unit twice, once clusters are known', () => {
    fc.assert(
      fc.property(smallCounts, options, ({ design, values }, settings) => {
        const rows = rowsOf(design, (unit, t) => values[unit * design.periods + t - 1]);
        const twice = rows.flatMap((row) => [
          { ...row, cluster: row.unit },
          { ...row, unit: `again ${row.unit}`, cluster: row.unit },
        ]);

        const once = estimateRatio(buildPanel(rows), settings);
        const doubled = estimateRatio(buildPanel(twice), settings);

        expect(distance(answers(doubled), answers(once))).toBeLessThan(1e-9);
      }),
    );
  });

  it('take a unit of weight two for two units', () => {
    fc.assert(
      fc.property(smallCounts, options, ({ design, values }, settings) => {
        const rows = rowsOf(design, (unit, t) => values[unit * design.periods + t - 1]);
        const weighted = rows.map((row) => ({ ...row, weight: row.unit === 'u0' ? 2 : 1 }));
        const twice = rows.flatMap((row) =>
          row.unit === 'u0'
            ? [
                { ...row, cluster: 'u0' },
                { ...row, unit: 'again', cluster: 'u0' },
              ]
            : [row],
        );

        const heavy = estimateRatio(buildPanel(weighted), settings);
        const doubled = estimateRatio(buildPanel(twice), settings);

        expect(distance(answers(heavy), answers(doubled))).toBeLessThan(1e-9);
      }),
    );
  });
});
