import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPanel } from '../panel/build-panel.ts';
import type { PanelRow } from '../panel/collect.ts';
import { distance } from '../testing/distance.ts';
import { rowsOf, smallDesign } from '../testing/small-panels.ts';
import { answersOf, subjects, type Answers, type Subject } from '../testing/subjects.ts';

const RUNS = { numRuns: 15 };

/** Any number in `[0, 1)` of two whole ones, the same for the same. */
function scatter(a: number, b: number): number {
  const value = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

/** Counts from 1 to 9, whole weights, four teams, and gaps after the second period if wanted. */
function rowsFor({ hasCovariate }: Subject): fc.Arbitrary<readonly PanelRow[]> {
  return fc
    .record({ design: smallDesign, seed: fc.nat(10_000), hasGaps: fc.boolean() })
    .map(({ design, hasGaps, seed }) => {
      // covariates need some overlap in every cell: each unit four times, with other covariates
      const copies = hasCovariate ? [0, 1, 2, 3] : [0];
      const wide = { ...design, starts: copies.flatMap(() => design.starts) };
      const rows = rowsOf(wide, (unit, t) => 1 + Math.floor(9 * scatter(unit + seed, t)));
      return rows.flatMap((row): PanelRow[] => {
        const unit = Number(row.unit.slice(1));
        const isGap = row.period > 2 && scatter(unit * 31 + seed, row.period) < 0.15;
        if (isGap && hasGaps && !hasCovariate) return [];
        return [
          {
            ...row,
            weight: 1 + Math.floor(3 * scatter(unit, seed)),
            cluster: `t${Math.floor(4 * scatter(seed, unit))}`,
            covariates: hasCovariate ? [scatter(unit + 7, seed)] : [],
          },
        ];
      });
    });
}

const answered = (subject: Subject, rows: readonly PanelRow[]): Answers =>
  answersOf(subject, () => buildPanel(rows, subject.hasCovariate ? { covariates: ['x'] } : {}));

type Change = (rows: readonly PanelRow[]) => readonly PanelRow[];

/** Answers differ by a factor, up to rounding. */
function expectSame(own: Answers, other: Answers, factor = 1): void {
  if (typeof own === 'string' || typeof other === 'string') return expect(own).toEqual(other);
  const scaled = (by: number) => (value: number | null) => value && value * by;
  const allowed = 1e-8 * Math.max(1, Math.abs(factor));
  expect(distance(own.points, other.points.map(scaled(factor)))).toBeLessThan(allowed);
  expect(distance(own.errors, other.errors.map(scaled(Math.abs(factor))))).toBeLessThan(allowed);
}

function law(subject: Subject, change: Change, factor = 1) {
  return fc.property(rowsFor(subject), (rows) => {
    expectSame(answered(subject, change(rows)), answered(subject, rows), factor);
  });
}

const twice =
  (weightOf: (weight: number) => number): Change =>
  (rows) =>
    rows.flatMap((row) => {
      if (Number(row.unit.slice(1)) % 2 === 0) return [row];
      const weight = weightOf(row.weight ?? 1);
      return [
        { ...row, weight },
        { ...row, unit: `again ${row.unit}`, weight },
      ];
    });

describe.each(subjects)('$name', (subject) => {
  it('are the same however units are ordered', () => {
    const key = ({ unit }: PanelRow) => scatter(Number(unit.slice(1)), 3);
    fc.assert(
      law(subject, (rows) => rows.toSorted((a, b) => key(a) - key(b))),
      RUNS,
    );
  });

  it('are the same to the bit when asked again, and whatever units and clusters are called', () => {
    fc.assert(
      fc.property(rowsFor(subject), (rows) => {
        const renamed = rows.map((row) => ({
          ...row,
          unit: `name ${scatter(Number(row.unit.slice(1)), 5)}`,
          cluster: `team ${scatter(Number(row.cluster?.slice(1)), 5)}`,
        }));
        const answers = answered(subject, rows);

        expect(answered(subject, rows)).toEqual(answers);
        expect(answered(subject, renamed)).toEqual(answers);
      }),
      RUNS,
    );
  });

  it('are the same at another time', () => {
    const later = (at: PanelRow['firstTreated']) => (typeof at === 'number' ? at + 96 : at);
    fc.assert(
      law(subject, (rows) =>
        rows.map((row) => ({
          ...row,
          period: row.period + 96,
          firstTreated: later(row.firstTreated),
        })),
      ),
      RUNS,
    );
  });

  it('are the same in another unit of weight', () => {
    fc.assert(
      law(subject, (rows) => rows.map((row) => ({ ...row, weight: (row.weight ?? 1) * 0.3 }))),
      RUNS,
    );
  });

  it('take a unit for two of half the weight in the same cluster', () => {
    fc.assert(
      law(
        subject,
        twice((weight) => weight / 2),
      ),
      RUNS,
    );
  });

  it('take whole weights for as many units', () => {
    fc.assert(
      law(subject, (rows) =>
        rows.flatMap((row) =>
          Array.from({ length: row.weight ?? 1 }, (_, copy) => ({
            ...row,
            unit: `${row.unit} ${copy}`,
            weight: 1,
          })),
        ),
      ),
      RUNS,
    );
  });

  it('follow the unit of the outcome as their scale has it', () => {
    const factor = subject.scale === 'levels' ? 60 : 1;
    fc.assert(
      law(subject, (rows) => rows.map((row) => ({ ...row, outcome: row.outcome * 60 })), factor),
      RUNS,
    );
  });

  it('are the same with units that are treated from the start, or since when nobody knows', () => {
    fc.assert(
      law(subject, (rows) => {
        const idle = rows.filter(({ unit }) => unit === 'u0' || unit === 'u1');
        return [
          ...idle.map((row) => ({
            ...row,
            unit: `idle ${row.unit}`,
            outcome: 50,
            firstTreated: row.unit === 'u0' ? 1 : ('unknown' as const),
          })),
          ...rows,
        ];
      }),
      RUNS,
    );
  });
});

describe.each(subjects.filter(({ scale }) => scale === 'levels'))('$name, in levels', (subject) => {
  it('are the same with a constant added', () => {
    fc.assert(
      law(subject, (rows) => rows.map((row) => ({ ...row, outcome: row.outcome + 40 }))),
      RUNS,
    );
  });
});

describe.each(subjects.filter(({ name }) => /imputation|Poisson/.test(name)))(
  '$name, by imputing',
  (subject) => {
    it('are the same with units that are seen under treatment only', () => {
      fc.assert(
        law(subject, (rows) => {
          const late = rows.filter(({ unit, period }) => unit === 'u0' && period >= 4);
          const idle = late.map((row) => ({
            ...row,
            unit: 'idle',
            outcome: 70,
            firstTreated: 4,
          }));
          return [...rows, ...idle];
        }),
        RUNS,
      );
    });
  },
);
