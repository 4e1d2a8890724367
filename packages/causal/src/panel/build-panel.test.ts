import { describe, expect, it } from 'vitest';
import { buildPanel } from './build-panel.ts';
import type { PanelRow } from './collect.ts';
import {
  ConstantOutcomeError,
  DuplicateCellError,
  EmptyPanelError,
  NegativeValueError,
  NotANumberError,
  TooFewPeriodsError,
  VaryingValueError,
} from './errors.ts';
import { NEVER } from './panel.ts';

const row = (unit: string, period: number, given: Partial<PanelRow> = {}): PanelRow => ({
  unit,
  period,
  outcome: period,
  firstTreated: 'never',
  ...given,
});

describe('buildPanel', () => {
  it('lays rows out by unit, then by period, whatever order they come in', () => {
    // given
    const rows = [
      row('b', 2010, { outcome: 4 }),
      row('a', 2012, { outcome: 2, firstTreated: 2012 }),
      row('b', 2012, { outcome: 5 }),
      row('a', 2010, { outcome: 1, firstTreated: 2012 }),
    ];

    // when
    const panel = buildPanel(rows);

    // then
    expect(panel.units).toEqual(['b', 'a']);
    expect([...panel.periods]).toEqual([2010, 2012]);
    expect([...panel.outcome]).toEqual([4, 5, 1, 2]);
    expect([...panel.firstTreated]).toEqual([NEVER, 2012]);
    expect(panel.isBalanced).toBe(true);
    expect(panel.clusters).toBeNull();
  });

  it('leaves cells that are not given without exposure', () => {
    const panel = buildPanel([row('a', 1), row('a', 2, { exposure: 3 }), row('b', 2)]);

    expect([...panel.exposure]).toEqual([1, 3, 0, 1]);
    expect(panel.isBalanced).toBe(false);
  });

  it('scales weights to mean 1', () => {
    const panel = buildPanel(
      [1, 2].flatMap((period) => [
        row('a', period, { weight: 2 }),
        row('b', period, { weight: 6 }),
      ]),
    );

    expect([...panel.weights]).toEqual([0.5, 1.5]);
  });

  it('makes a unit without a cluster its own', () => {
    const panel = buildPanel(
      [1, 2].flatMap((period) => [
        row('a', period, { cluster: 'x' }),
        row('b', period),
        row('c', period, { cluster: 'x' }),
      ]),
    );

    expect(panel.clusters?.labels).toEqual(['x', 'b']);
    expect([...(panel.clusters?.of ?? [])]).toEqual([0, 1, 0]);
  });

  it('keeps what covariates are in every period', () => {
    const panel = buildPanel(
      [row('a', 1, { covariates: [3, 4] }), row('a', 2, { covariates: [5, 6] })],
      { covariates: ['x', 'y'] },
    );

    expect(panel.covariates.map(({ name, values }) => [name, ...values])).toEqual([
      ['x', 3, 5],
      ['y', 4, 6],
    ]);
  });

  it('takes a unit that is treated after the window as never treated', () => {
    const panel = buildPanel([1, 2].map((period) => row('a', period, { firstTreated: 3 })));

    expect([...panel.firstTreated]).toEqual([NEVER]);
  });

  it('leaves out units with an unknown first period, and units treated from the start', () => {
    const panel = buildPanel(
      [1, 2, 3].flatMap((period) => [
        row('always', period, { firstTreated: 1 }),
        row('soon', period, { firstTreated: 2 }),
        row('unknown', period, { firstTreated: 'unknown' }),
        row('later', period, { firstTreated: 3 }),
      ]),
      { anticipation: 1 },
    );

    expect(panel.units).toEqual(['later']);
    expect(panel.leftOut).toEqual([
      { reason: 'unknown_first_treated', units: ['unknown'] },
      { reason: 'treated_before_window', units: ['always', 'soon'] },
    ]);
  });
});

describe('what buildPanel refuses', () => {
  it('refuses two rows for one cell', () => {
    expect(() => buildPanel([row('a', 1), row('a', 1), row('a', 2)])).toThrow(
      new DuplicateCellError([{ unit: 'a', period: 1 }]),
    );
  });

  it.each([
    ['the outcome', { outcome: Number.NaN }],
    ['the period', { period: Infinity }],
    ['the first treated period', { firstTreated: Number.NaN }],
    ['the weight', { weight: Number.NaN }],
    ['the exposure', { exposure: Number.NaN }],
  ])('refuses %s that is not a number', (column, given) => {
    expect(() => buildPanel([row('a', 1), row('b', 1, given)])).toThrow(
      new NotANumberError(column, ['b']),
    );
  });

  it('refuses a covariate that is missing', () => {
    const rows = [row('a', 1, { covariates: [1, 2] }), row('b', 1, { covariates: [1] })];

    expect(() => buildPanel(rows, { covariates: ['x', 'y'] })).toThrow(
      new NotANumberError('y', ['b']),
    );
  });

  it.each([
    ['the first treated period', { firstTreated: 2 }],
    ['the weight', { weight: 2 }],
    ['the cluster', { cluster: 'x' }],
  ])('refuses %s that changes', (column, given) => {
    expect(() => buildPanel([row('a', 1), row('a', 2, given)])).toThrow(
      new VaryingValueError(column, ['a']),
    );
  });

  it.each([
    ['the weight', { weight: 0 }],
    ['the exposure', { exposure: -1 }],
  ])('refuses %s that is not above zero', (column, given) => {
    expect(() => buildPanel([row('a', 1, given), row('a', 2, given)])).toThrow(
      new NegativeValueError(column, ['a']),
    );
  });

  it('refuses an outcome that never changes', () => {
    const rows = [1, 2].map((period) => row('a', period, { outcome: 7 }));

    expect(() => buildPanel(rows)).toThrow(new ConstantOutcomeError(7, 2));
  });

  it('refuses a single period', () => {
    expect(() => buildPanel([row('a', 1), row('b', 1)])).toThrow(new TooFewPeriodsError(1));
  });

  it('refuses a panel without a usable row', () => {
    const always = [1, 2].map((period) => row('a', period, { firstTreated: 1 }));

    expect(() => buildPanel([])).toThrow(EmptyPanelError);
    expect(() => buildPanel(always)).toThrow(EmptyPanelError);
  });

  it('names a few units and counts the rest', () => {
    const rows = Array.from({ length: 8 }, (_, unit) => row(`u${unit}`, 1, { outcome: NaN }));

    expect(() => buildPanel(rows)).toThrow(
      'the outcome is missing or not a finite number in 8 rows: unit u0, unit u1, unit u2, unit u3, unit u4 and 3 more',
    );
  });
});
