import { describe, expect, test } from 'vitest';

import { addDays } from '../days.ts';
import { type AdoptionEvidence, adoptionStarts } from './adoption-starts.ts';
import { isRegularUse, usageStart } from './usage-start.ts';

const daysFrom = (day: string, ...offsets: readonly number[]) =>
  offsets.map((offset) => addDays(day, offset));

describe('use becomes regular', () => {
  test('on the first of four active days within 28', () => {
    expect(usageStart(daysFrom('2026-03-01', 0, 9, 18, 27))).toBe('2026-03-01');
  });

  test('not where the fourth is the 29th day', () => {
    expect(usageStart(daysFrom('2026-03-01', 0, 9, 18, 28))).toBeNull();
  });

  test('later, where the first days were too thin', () => {
    expect(usageStart(daysFrom('2026-03-01', 0, 20, 30, 35, 47))).toBe('2026-03-21');
  });

  test('by distinct days, in any order', () => {
    expect(usageStart(daysFrom('2026-03-01', 3, 0, 0, 1))).toBeNull();
    expect(usageStart(daysFrom('2026-03-01', 3, 0, 2, 1))).toBe('2026-03-01');
  });

  test('by other settings', () => {
    const rule = { activeDays: 2, windowDays: 7 };

    expect(usageStart(daysFrom('2026-03-01', 0, 7, 13), rule)).toBe('2026-03-08');
    expect(usageStart(['2026-03-01'], { activeDays: 1, windowDays: 1 })).toBe('2026-03-01');
  });

  test('and is regular while the last 28 days hold four active ones', () => {
    const days = daysFrom('2026-03-01', 0, 1, 2, 3);

    expect(isRegularUse(days, '2026-03-03')).toBe(false);
    expect(isRegularUse(days, '2026-03-04')).toBe(true);
    expect(isRegularUse(days, '2026-03-28')).toBe(true);
    expect(isRegularUse(days, '2026-03-29')).toBe(false);
  });
});

const FIRST_REPORT = '2026-01-01';

function starts(given: Partial<AdoptionEvidence>) {
  return adoptionStarts({
    seatGrantedOn: [],
    seatSeenOn: [],
    activeDays: [],
    imports: [],
    disclosed: [],
    firstReportDay: FIRST_REPORT,
    ...given,
  });
}

const knownUse = (startedOn: string) => ({
  tool: 'copilot',
  source: 'usage',
  status: 'known',
  startedOn,
});
const unknownUse = { tool: 'copilot', source: 'usage', status: 'unknown', startedOn: null };

describe('a start by usage', () => {
  const activeFrom = (day: string) => daysFrom(day, 0, 1, 2, 3);

  test('is unknown within 28 days of the first report, and known on the 29th', () => {
    expect(starts({ activeDays: activeFrom(FIRST_REPORT) })).toEqual([unknownUse]);
    expect(starts({ activeDays: activeFrom('2026-01-28') })).toEqual([unknownUse]);
    expect(starts({ activeDays: activeFrom('2026-01-29') })).toEqual([knownUse('2026-01-29')]);
  });

  test('is known early where the first seat is not older than the first report', () => {
    const use = (seatGrantedOn: readonly string[]) =>
      starts({ activeDays: activeFrom('2026-01-05'), seatGrantedOn }).at(-1);

    expect(use(['2026-01-01'])).toEqual(knownUse('2026-01-05'));
    expect(use(['2025-12-31'])).toEqual(unknownUse);
    expect(use(['2026-01-03', '2025-11-01'])).toEqual(unknownUse);
  });

  test('is unknown without any report', () => {
    const activeDays = activeFrom('2026-01-05');

    expect(starts({ activeDays, firstReportDay: null })).toEqual([unknownUse]);
  });

  test('is none where use never became regular', () => {
    expect(starts({ activeDays: ['2026-03-01'] })).toEqual([]);
  });
});

test('a start by seat is the earliest grant or sighting, long before the reports as well', () => {
  const [start] = starts({
    seatGrantedOn: ['2025-06-01', '2025-09-01'],
    seatSeenOn: ['2025-05-20'],
  });

  expect(start).toEqual({
    tool: 'copilot',
    source: 'seat',
    status: 'known',
    startedOn: '2025-05-20',
  });
});

test('imports and disclosed marks start each tool on its earliest day, in a fixed order', () => {
  const found = starts({
    seatGrantedOn: ['2026-01-03'],
    imports: [
      { tool: 'cursor', on: '2026-02-03' },
      { tool: 'copilot', on: '2026-02-05' },
      { tool: 'cursor', on: '2026-02-01' },
    ],
    disclosed: [{ tool: 'cursor', on: '2026-01-20' }],
  });

  expect(found.map(({ tool, source, startedOn }) => [tool, source, startedOn])).toEqual([
    ['copilot', 'seat', '2026-01-03'],
    ['copilot', 'import', '2026-02-05'],
    ['cursor', 'import', '2026-02-01'],
    ['cursor', 'disclosed', '2026-01-20'],
  ]);
});
