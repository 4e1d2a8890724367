import { describe, expect, it } from 'vitest';
import { countyPanel } from '../testing/counties.ts';
import { distance, relativeDistance } from '../testing/distance.ts';
import { fourWeekPanel } from '../testing/four-week-periods.ts';
import { numberRows, simulatedPanel } from '../testing/panels.ts';
import { countySunAbraham } from '../testing/reference/inference-expected.ts';
import {
  expectedEffects,
  type ExpectedAggregate,
  type ExpectedEffects,
} from '../testing/reference/staggered-expected.ts';
import { estimateStaggeredEffects, type AggregatedEffects } from './staggered-effects.ts';

const EFFECT = 1e-11;
const ERROR = 1e-9;

const panelOf = ({ data, isByTeam }: ExpectedEffects) => {
  if (data === 'counties') return countyPanel();
  if (data === 'developers by four weeks') return fourWeekPanel();
  return simulatedPanel({ cluster: isByTeam ? 'team' : 'developer' });
};

const effectsOf = (expected: ExpectedEffects) =>
  estimateStaggeredEffects(panelOf(expected), {
    base: expected.base,
    anticipation: expected.anticipation,
    balance: expected.balance,
  });

/** Rows of numbers, `-` for none. */
const rowsOf = (text: string) =>
  text.split(';').map((row) => row.split(' ').map((cell) => (cell === '-' ? null : Number(cell))));

const column = (rows: readonly (readonly (number | null)[])[], at: number) =>
  rows.map((row) => row[at]);

/** How far keys and effects are apart at most, and errors relative to their size. */
function distances(actual: AggregatedEffects, expected: ExpectedAggregate) {
  const by = expected.by === '' ? [] : rowsOf(expected.by);
  const [overallAtt, overallSe] = rowsOf(expected.overall)[0];
  return {
    keys: distance(
      actual.by.map(({ key }) => key),
      column(by, 0),
    ),
    att: distance(
      [actual.overall, ...actual.by].map(({ att }) => att),
      [overallAtt, ...column(by, 1)],
    ),
    se: relativeDistance(
      [actual.overall, ...actual.by].map(({ se }) => se),
      [overallSe, ...column(by, 2)],
    ),
  };
}

describe.each(expectedEffects)('estimateStaggeredEffects on $name', (expected) => {
  it('agrees on every cell', () => {
    const { n, cells } = effectsOf(expected);

    const rows = rowsOf(expected.cells);
    expect(n).toBe(expected.n);
    expect(cells.map(({ g, t }) => [g, t])).toEqual(rows.map(([g, t]) => [g, t]));
    expect(
      distance(
        cells.map(({ att }) => att),
        column(rows, 2),
      ),
    ).toBeLessThan(EFFECT);
    expect(
      relativeDistance(
        cells.map(({ se }) => se),
        column(rows, 3),
      ),
    ).toBeLessThan(ERROR);
  });

  it('agrees on every sum of cells', () => {
    const effects = effectsOf(expected);

    for (const kind of ['simple', 'dynamic', 'group', 'calendar'] as const) {
      const { keys, att, se } = distances(effects[kind], expected[kind]);
      expect(keys).toBe(0);
      expect(att).toBeLessThan(EFFECT);
      expect(se).toBeLessThan(ERROR);
    }
  });
});

describe('the test before treatment', () => {
  const known = expectedEffects.flatMap((expected) =>
    expected.preTrend === undefined
      ? []
      : [{ name: expected.name, expected, numbers: expected.preTrend ?? [null] }],
  );

  it.each(known)('agrees on $name', ({ expected, numbers }) => {
    const { preTrend } = effectsOf(expected);

    const own = preTrend === null ? [null] : [preTrend.W, preTrend.df, preTrend.p];
    expect(relativeDistance(own, numbers)).toBeLessThan(ERROR);
  });
});

describe('estimateStaggeredEffects with covariates', () => {
  /** Printed with seven decimals: cohort, year, effect, its standard error. */
  const printed = numberRows(
    '2004 2004 -.0145297 .0221292;2004 2005 -.0764219 .0286713;2004 2006 -.1404483 .0353782;' +
      '2004 2007 -.1069039 .0328865;2006 2004 -.0004721 .0222234;2006 2005 -.0062025 .0184957;' +
      '2006 2006 .0009606 .0194002;2006 2007 -.0412939 .0197211;2007 2004 .0267278 .0140657;' +
      '2007 2005 -.0045766 .0157178;2007 2006 -.0284475 .0181809;2007 2007 -.0287814 .016239',
  );

  it('agrees with the published doubly robust effects on the counties', () => {
    const { cells, simple } = estimateStaggeredEffects(countyPanel({ withPopulation: true }));

    expect(cells.map(({ g, t }) => [g, t])).toEqual(printed.map(([g, t]) => [g, t]));
    for (const [index, [, , att, se]] of printed.entries()) {
      expect(cells[index].att).toBeCloseTo(att, 7);
      expect(cells[index].se).toBeCloseTo(se, 7);
    }
    expect(simple.overall.att).toBeCloseTo(-0.0417518, 7);
    expect(simple.overall.se).toBeCloseTo(0.0115028, 7);
  });
});

describe('identities', () => {
  it('equals the interaction-weighted event study where the base and the controls are the same', () => {
    const { dynamic } = estimateStaggeredEffects(countyPanel(), { base: 'universal' });

    const sunAbraham = numberRows(countySunAbraham);
    const others = dynamic.by.filter(({ key }) => key !== -1);
    expect(others.map(({ key }) => key)).toEqual(sunAbraham.map(([key]) => key));
    expect(
      distance(
        others.map(({ att }) => att),
        sunAbraham.map(([, att]) => att),
      ),
    ).toBeLessThan(1e-11);
  });
});
