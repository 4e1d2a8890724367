import { describe, expect, it } from 'vitest';

import { dueReports, isSettled, type KnownReport } from './due-reports.ts';

const at = (text: string) => new Date(text);
const users = (day: string, changes: Partial<KnownReport> = {}): KnownReport => ({
  kind: 'users',
  day,
  state: 'fetched',
  isFinal: false,
  fetchedAt: at('2025-12-20T04:00:00Z'),
  ...changes,
});
const daysOf = (known: readonly KnownReport[], now: string) =>
  dueReports(known, at(now)).flatMap(({ kind, day }) => (kind === 'users' ? [day] : []));

describe('reports that are due', () => {
  it('are all since the first day of all, newest first, every kind of a day together', () => {
    expect(dueReports([], at('2025-12-14T03:00:00Z'))).toEqual([
      { kind: 'users', day: '2025-12-13' },
      { kind: 'organization', day: '2025-12-13' },
      { kind: 'user_teams', day: '2025-12-13' },
      { kind: 'users', day: '2025-12-12' },
      { kind: 'organization', day: '2025-12-12' },
      { kind: 'user_teams', day: '2025-12-12' },
    ]);
  });

  it('go no further back than the year that GitHub keeps', () => {
    expect(daysOf([], '2027-03-01T03:00:00Z').at(-1)).toBe('2026-03-01');
  });

  it('are asked for again each day until they are final', () => {
    const known = [
      users('2025-12-13', { isFinal: true }),
      users('2025-12-14'),
      users('2025-12-15', { fetchedAt: at('2025-12-21T00:30:00Z') }),
    ];
    const due = daysOf(known, '2025-12-21T03:00:00Z');

    expect(due).toContain('2025-12-14');
    expect(due).not.toContain('2025-12-13');
    expect(due).not.toContain('2025-12-15');
  });

  it('wait for the next day when refused, and for three hours when they failed', () => {
    const at4 = { fetchedAt: at('2025-12-21T04:00:00Z') };
    const refused = [users('2025-12-20', { ...at4, state: 'refused' })];
    const failed = [users('2025-12-20', { ...at4, state: 'failed' })];

    expect(daysOf(refused, '2025-12-21T23:59:00Z')).toEqual([]);
    expect(daysOf(refused, '2025-12-22T00:00:00Z')).toContain('2025-12-20');
    expect(daysOf(failed, '2025-12-21T06:59:00Z')).not.toContain('2025-12-20');
    expect(daysOf(failed, '2025-12-21T07:00:00Z')).toContain('2025-12-20');
  });

  it('have settled on the fourth day after', () => {
    expect(isSettled('2026-03-01', at('2026-03-04T23:59:59Z'))).toBe(false);
    expect(isSettled('2026-03-01', at('2026-03-05T00:00:00Z'))).toBe(true);
  });
});
