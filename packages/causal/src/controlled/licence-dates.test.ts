import { describe, expect, it } from 'vitest';
import { dayNumberOf, dayOf } from '../calendar/days.ts';
import { noExclusions } from '../estimators/exclusions.ts';
import { NEVER } from '../panel/panel.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledDeveloper, ControlledInput } from './controlled-input.ts';
import { frameOf } from './frame.ts';
import { handMadeInput, inWaves } from './hand-made.ts';
import { datedByLicence } from './licence-dates.ts';
import { measureCells } from './week-cells.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const base = handMadeInput({
  measure: 'cycle_time',
  developers: 60,
  weeks: 40,
  adopts: inWaves,
  effectPercent: -20,
  seed: 2,
});

const withSeats = (seatOf: (own: ControlledDeveloper) => string | null): ControlledInput => ({
  ...base,
  developers: base.developers.map((own) => ({ ...own, seatedOn: seatOf(own) })),
});
const weeksBefore = (day: string | null, weeks: number) =>
  day === null ? null : dayOf(dayNumberOf(day) - 7 * weeks);
const rowOf = (input: ControlledInput) =>
  controlledComparison(input, stamp).robustness.find(
    ({ estimator }) => estimator === 'licence_date',
  );

function datedOf(input: ControlledInput) {
  const frame = frameOf(input, noExclusions());
  return { frame, dated: datedByLicence(frame, measureCells(frame, 'cycle_time')) };
}

describe('licences that came before the use', () => {
  it('date the treatment, so that weeks without use dilute what it did', () => {
    const row = rowOf(withSeats(({ adoptedOn }) => weeksBefore(adoptedOn, 4)));

    // some three weeks of up to 30 are treated without being used
    expect(row?.percent).toBeGreaterThan(-20);
    expect(row?.percent).toBeLessThan(-12);
    expect(row?.words).toContain('intent to treat');
  });

  it('count for those who never used them, and are needed of the others', () => {
    const { frame, dated } = datedOf(
      withSeats(({ id, adoptedOn }) => {
        if (id === 0) return null;
        return id === 4 ? '2026-05-04' : weeksBefore(adoptedOn, 4);
      }),
    );

    expect(dated?.frame.adopted[1]).toBe(frame.adopted[1] - 4);
    expect(dated?.frame.adopted[4]).toBe(frame.firstWeek + 17);
    expect(dated?.frame.adopted[5]).toBe(NEVER);
    expect(dated?.cells.exposure.subarray(0, 40).every((own) => own === 0)).toBe(true);
    expect(dated?.cells.exposure.subarray(40, 80).every((own) => own > 0)).toBe(true);
  });
});

it('says nothing where few licences are dated, or all are of the day of adoption', () => {
  expect(datedOf(base).dated).toBeNull();
  expect(datedOf(withSeats(({ adoptedOn }) => adoptedOn)).dated).toBeNull();
  const few = withSeats(({ id, adoptedOn }) => (id % 6 === 0 ? weeksBefore(adoptedOn, 4) : null));
  expect(datedOf(few).dated).toBeNull();
});
