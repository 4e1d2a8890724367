import { describe, expect, test } from 'vitest';

import { scopeOf, windowOf } from './scope.ts';
import { parseSearch, stringifySearch } from './search-text.ts';
import { notUnderstood, readView } from './view.ts';

describe('an address', () => {
  test('leaves out what is as usual', () => {
    const view = readView(parseSearch('?grain=week&period=26w&team=payments'));

    expect(view).toEqual({ team: 'payments' });
    expect(stringifySearch(view)).toBe('?team=payments');
  });

  test('says which parts were not understood', () => {
    const raw = parseSearch('?grain=year&team=a&team=b&colour=red&from=2026-02-30&to=2026-03-01');

    expect(notUnderstood(raw)).toEqual(['grain', 'team', 'colour', 'from', 'to']);
    expect(readView(raw)).toEqual({ team: 'a' });
    expect(notUnderstood(parseSearch('?period=26w&grain=week&show=a.table&show=b.table'))).toEqual(
      [],
    );
  });

  test('with dates needs no period', () => {
    const view = readView(parseSearch('?from=2026-01-05&to=2026-02-02&period=52w'));

    expect(view).toEqual({ from: '2026-01-05', to: '2026-02-02' });
  });

  test('shows both clocks where it says so', () => {
    expect(readView(parseSearch('?clock=working'))).toEqual({ clock: 'working' });
    expect(readView(parseSearch('?clock=calendar'))).toEqual({});
    expect(notUnderstood(parseSearch('?clock=calendar'))).toEqual([]);
    expect(notUnderstood(parseSearch('?clock=moon'))).toEqual(['clock']);
  });

  test('repeats what is a list', () => {
    const view = readView({ show: ['o-ct.table', 'o-tp.table'] });

    expect(stringifySearch(view)).toBe('?show=o-ct.table&show=o-tp.table');
  });
});

describe('a moving window', () => {
  test('is so many whole weeks and the running one up to today', () => {
    // A Wednesday: its week began on Monday the 23rd.
    const today = new Date('2026-11-25T23:59:00Z');

    expect(windowOf({}, today)).toEqual({ from: '2026-05-25', to: '2026-11-26' });
    expect(windowOf({ period: '12w' }, today)).toEqual({ from: '2026-08-31', to: '2026-11-26' });
  });

  test('begins on a Monday seen from a Monday, too', () => {
    const today = new Date('2026-11-23T00:00:00Z');

    expect(windowOf({ period: '12w' }, today).from).toBe('2026-08-31');
  });

  test('is asked for with the filters', () => {
    const view = { team: 'payments', authorship: 'agent', grain: 'month' } as const;

    expect(scopeOf('acme', view, new Date('2026-11-25T12:00:00Z'))).toEqual({
      org: 'acme',
      grain: 'month',
      from: '2026-05-25',
      to: '2026-11-26',
      team: 'payments',
      authorship: 'agent',
    });
  });
});
