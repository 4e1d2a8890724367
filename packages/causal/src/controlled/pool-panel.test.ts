import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import { estimateRatio } from '../ratio/ratio-effects.ts';
import { simulatedPanel } from '../testing/panels.ts';
import { levelsOfCells, poolPanel } from './pool-panel.ts';

describe('poolPanel', () => {
  it('is the ratio estimate where trends are ratios', () => {
    const panel = simulatedPanel({ cluster: 'team' });
    const options = { control: 'notyet', baseWindow: 8, anticipation: 1 } as const;
    const expected = estimateRatio(panel, options).overall;

    const pooled = poolPanel(panel, { scale: 'ratio' });

    expect(pooled?.values[0]).toBeCloseTo(expected.logRatio ?? NaN, 12);
    expect(Math.sqrt(pooled?.covariance[0] ?? NaN)).toBeCloseTo(expected.logSe ?? NaN, 12);
  });

  /** Sum and count by week, from week 1; week 4 is that of adoption. */
  const cells = {
    adopter: [
      [2, 1],
      [4, 1],
      [6, 2],
      [99, 1],
      [12, 2],
      [2, 1],
    ],
    never: [
      [1, 1],
      [3, 2],
      [2, 1],
      [99, 1],
      [4, 2],
      [3, 1],
    ],
  } as const;
  const panel = buildPanel(
    Object.entries(cells).flatMap(([unit, weeks]) =>
      weeks.map(([outcome, exposure], index) => ({
        unit,
        period: index + 1,
        outcome,
        exposure,
        firstTreated: unit === 'never' ? ('never' as const) : 5,
      })),
    ),
  );

  it('is a double difference of means by hand, the week of adoption left out', () => {
    const pooled = poolPanel(panel, { scale: 'difference' });

    // before: 12 / 4 = 3 and 6 / 4 = 1.5; weeks 5 and 6: 6 − 2 and 2 − 3, less 3 − 1.5: 2.5 and −2.5,
    // weighed by two and one
    expect(pooled?.values[0]).toBeCloseTo((2 * 2.5 - 2.5) / 3, 12);
    expect(pooled?.events).toEqual([]);
  });

  it('has levels before, after and without the tool', () => {
    const pooled = poolPanel(panel, { scale: 'difference' });
    const levels = pooled && levelsOfCells(pooled, 'difference');

    expect(levels?.before).toBeCloseTo(3, 12);
    expect(levels?.after).toBeCloseTo(14 / 3, 12);
    expect(levels?.expected).toBeCloseTo(14 / 3 - 2.5 / 3, 12);
  });

  it('shows weeks before and after, never that of adoption, and passes over new ones if asked', () => {
    const pooled = poolPanel(panel, { scale: 'difference', events: [-13, 25], skip: 1 });

    expect(pooled?.events.map(({ e }) => e)).toEqual([-4, -3, -2, 0, 1]);
    expect(pooled?.values[0]).toBeCloseTo(-2.5, 12);
  });

  it('has no answer without controls', () => {
    expect(poolPanel(panel, { scale: 'difference', control: 'notyet' })).not.toBeNull();
    const alone = { ...panel, firstTreated: panel.firstTreated.map(() => 5) };
    expect(poolPanel(alone, { scale: 'difference' })).toBeNull();
  });
});
