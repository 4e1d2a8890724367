import { expect, test } from 'vitest';

import { healthDays } from './health-days.ts';

type Day = { day: string; expected: number | null; present: number | null };

function repository(completeness: readonly Day[], removed = false) {
  const nothing = { repository: 'acme/api', pullRequests: 1, lastEventAt: null };
  return { ...nothing, removed, backfill: null, completeness: [...completeness] };
}

const known = (day: string, expected: number, present = expected) => ({ day, expected, present });
const unknown = (day: string) => ({ day, expected: null, present: null });

test('a day is the sum of its repositories, those that were taken away left out', () => {
  const days = healthDays({
    repositories: [
      repository([known('2026-11-02', 4), known('2026-11-01', 10, 9)]),
      repository([known('2026-11-02', 6), unknown('2026-11-01')]),
      repository([known('2026-11-01', 100, 0)], true),
    ],
  });

  expect(days.map(({ day, state }) => [day, state])).toEqual([
    ['2026-11-01', 'missing'],
    ['2026-11-02', 'complete'],
  ]);
  expect(days[0]?.words).toBe(
    '1 Nov 2026: 9 of 10 changed pull requests are here, 1 repository not compared',
  );
});

test('what was never compared is neither whole nor missing', () => {
  const days = healthDays({
    repositories: [repository([known('2026-11-01', 0), unknown('2026-11-02')])],
  });

  expect(days.map(({ state }) => state)).toEqual(['complete', 'unknown']);
  expect(healthDays({ repositories: [repository([unknown('2026-11-01')])] })).toEqual([]);
});
