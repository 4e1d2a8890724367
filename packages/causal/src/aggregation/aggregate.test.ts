import { describe, expect, it } from 'vitest';
import { estimateGroupTime } from '../group-time/estimate.ts';
import { mixtureErrors } from '../inference/estimate-errors.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { aggregate, type AggregationPlan } from './aggregate.ts';

/** First treated period, then the outcomes of periods 1 to 4. */
const units: readonly (readonly [number | 'never', readonly number[]])[] = [
  [2, [0, 1, 2, 3]],
  [2, [5, 6, 7, 8]],
  [2, [9, 10, 11, 12]],
  [3, [0, 0, 10, 20]],
  ['never', [1, 1, 1, 1]],
  ['never', [2, 2, 2, 2]],
];

/**
 * Effects by hand: cohort 2 (three units) has 1, 2, 3 in periods 2, 3, 4; cohort 3 (one unit) has 10,
 * 20 in periods 3, 4. Nobody else changes.
 */
const estimate = estimateGroupTime(
  buildPanel(
    units.flatMap(([firstTreated, outcomes], unit) =>
      outcomes.map((outcome, at) => ({ unit: `u${unit}`, period: at + 1, outcome, firstTreated })),
    ),
  ),
);

const valuesOf = ({ overall, by }: AggregationPlan) => ({
  overall: overall?.value,
  by: by.map(({ key, mixture }) => [key, mixture.value]),
});

describe('aggregate', () => {
  const plans = aggregate(estimate);

  it('weights every cell after treatment by the size of its cohort', () => {
    // (3 · (1 + 2 + 3) + 10 + 20) / (9 + 2)
    expect(plans.simple.overall?.value).toBeCloseTo(48 / 11, 14);
  });

  it('averages event times plainly, cohorts within them by size', () => {
    expect(valuesOf(plans.dynamic)).toEqual({
      overall: (13 / 4 + 26 / 4 + 3) / 3,
      by: [
        [-1, 0],
        [0, 13 / 4],
        [1, 26 / 4],
        [2, 3],
      ],
    });
  });

  it('averages the periods of a cohort plainly, cohorts by size', () => {
    expect(valuesOf(plans.group)).toEqual({
      overall: (3 * 2 + 15) / 4,
      by: [
        [2, 2],
        [3, 15],
      ],
    });
  });

  it('averages periods plainly, cohorts within them by size', () => {
    expect(valuesOf(plans.calendar)).toEqual({
      overall: (1 + 16 / 4 + 29 / 4) / 3,
      by: [
        [2, 1],
        [3, 16 / 4],
        [4, 29 / 4],
      ],
    });
  });

  it('keeps cohorts that are seen long enough, and no later event, when balanced', () => {
    // Two periods after treatment are seen of cohort 2 alone.
    expect(valuesOf(aggregate(estimate, { balance: 2 }).dynamic)).toEqual({
      overall: 2,
      by: [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    });
  });

  it('has nothing to say where no cohort is seen long enough', () => {
    expect(aggregate(estimate, { balance: 3 }).dynamic).toEqual({ overall: null, by: [] });
  });

  it('counts how uncertain the sizes of cohorts are', () => {
    // No outcome varies within a cohort, so that the weights alone do: with shares 3/6 and 1/6 of six
    // units, effects 2 and 15 around 21/4 add -3.25 / (4/6) a unit of the first, 9.75 / (4/6) of the other.
    const own = [plans.group.overall ?? fail()];

    const error = Math.sqrt(3 * (3.25 * 1.5) ** 2 + (9.75 * 1.5) ** 2) / 6;
    expect(mixtureErrors(estimate, own)[0]).toBeCloseTo(error, 12);
  });
});

function fail(): never {
  throw new Error('there is no overall effect');
}
