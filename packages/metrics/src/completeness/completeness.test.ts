import { describe, expect, it } from 'vitest';

import {
  completenessOfDay,
  totalCompleteness,
  type DayCompleteness,
  type RepositoryCoverage,
} from './completeness.ts';

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

const fetched: RepositoryCoverage = {
  state: 'done',
  horizon: noon('2026-01-02'),
  reached: noon('2026-01-03'),
  reconciledUntil: noon('2026-01-20'),
  failure: null,
};
const whole = { expected: 40, present: 40, checkedOn: '2026-01-20' };

const told = ({ percent, reason, standing }: DayCompleteness) => [standing, percent, reason];

describe('the completeness of a day', () => {
  it('is the share that is here as it is there, rounded down', () => {
    expect(completenessOfDay('2026-01-10', fetched, whole)).toEqual({
      day: '2026-01-10',
      expected: 40,
      present: 40,
      percent: 100,
      reason: 'live and reconciled',
      standing: 'counted',
    });
    const lacking = { ...whole, expected: 3000, present: 2999 };
    expect(told(completenessOfDay('2026-01-10', fetched, lacking))).toEqual([
      'counted',
      99.9,
      '1 pull request differs since 2026-01-20',
    ]);
    const many = { ...whole, present: 28 };
    expect(told(completenessOfDay('2026-01-10', fetched, many))).toEqual([
      'counted',
      70,
      '12 pull requests differ since 2026-01-20',
    ]);
  });

  it('says so where no webhook tells of changes', () => {
    const silent = { ...fetched, isLive: false };

    expect(told(completenessOfDay('2026-01-10', silent, whole))).toEqual([
      'counted',
      100,
      'reconciled; no App is installed to send webhooks',
    ]);
    expect(told(completenessOfDay('2026-01-20', silent, whole))).toEqual([
      'outside',
      null,
      'to be compared with GitHub yet',
    ]);
  });

  it('of a day on which nothing changed is whole', () => {
    const quiet = { ...whole, expected: 0, present: 0 };
    expect(completenessOfDay('2026-01-10', fetched, quiet).percent).toBe(100);
  });

  it.each([
    ['2026-01-01', fetched, 'outside', 'before the repository was in reach'],
    ['2026-01-19', { ...fetched, state: 'none' }, 'outside', 'its history was not asked for'],
    ['2026-01-20', fetched, 'outside', 'live, to be compared with GitHub yet'],
    ['2026-01-22', fetched, 'outside', 'live, to be compared with GitHub yet'],
    ['2026-01-23', fetched, 'unknown', 'not compared with GitHub since 2026-01-20'],
  ] as const)('of %s says why it is not known', (day, coverage, ...said) => {
    const [standing, reason] = said;
    expect(told(completenessOfDay(day, coverage, whole))).toEqual([standing, null, reason]);
  });

  it('is not known while the backfill has not reached the day, or goes on', () => {
    const running: RepositoryCoverage = {
      ...fetched,
      state: 'running',
      reached: noon('2026-01-10'),
      reconciledUntil: null,
    };
    expect(told(completenessOfDay('2026-01-10', running, whole))[2]).toBe(
      'backfill has not reached this day',
    );
    expect(told(completenessOfDay('2026-01-11', running, whole))[2]).toBe(
      'backfill goes on: older pull requests may have changed this day',
    );
    const refused = { ...running, state: 'unreachable', failure: 'not found' } as const;
    expect(told(completenessOfDay('2026-01-11', refused, whole))[2]).toBe(
      'out of reach: not found',
    );
  });

  it('is not known of a day that nobody counted', () => {
    expect(told(completenessOfDay('2026-01-10', fetched, undefined))).toEqual([
      'unknown',
      null,
      'not counted yet',
    ]);
  });
});

describe('the completeness of an organisation', () => {
  const day = (counted: typeof whole | undefined, name = '2026-01-10') =>
    completenessOfDay(name, fetched, counted);

  it('is 100 percent only if nothing is missing or unknown', () => {
    expect(totalCompleteness([day(whole), day(whole)])).toEqual({
      percent: 100,
      expected: 80,
      present: 80,
      unknownDays: 0,
    });
    const lacking = { ...whole, expected: 100_000, present: 99_999 };
    expect(totalCompleteness([day(whole), day(lacking)]).percent).toBe(99.9);
  });

  it('is lowered by unknown days and by missing pull requests', () => {
    // 3 of 4 days known, 90 of 120 pull requests on them: 3/4 × 3/4
    const lacking = { ...whole, present: 10 };
    const days = [day(whole), day(whole), day(lacking), day(undefined)];
    expect(totalCompleteness(days)).toEqual({
      percent: 56.2,
      expected: 120,
      present: 90,
      unknownDays: 1,
    });
  });

  it('is not known where no day counts', () => {
    expect(totalCompleteness([day(whole, '2026-01-01')]).percent).toBeNull();
  });
});
