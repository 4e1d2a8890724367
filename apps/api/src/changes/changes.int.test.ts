import { ChangesResponse, Problem } from '@uplift/contracts';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';
import {
  seedOrganization,
  seedPullRequests,
  seedRollups,
  weeklyPullRequests,
} from '../testing/seed.ts';

const LAST_WEEK = '2026-02-23';
const mondays = Array.from({ length: 13 }, (_, week) =>
  new Date(Date.parse(LAST_WEEK) - (12 - week) * 7 * 86_400_000).toISOString().slice(0, 10),
);
const SPAN = { from: new Date('2025-12-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };

describe.each(dialects)('changes on %s', (dialect) => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await openTestApi(dialect);
    const acme = await seedOrganization(api.db, 'acme');
    // given that in the last week everything of the repository web took fifty times as long
    const seeds = weeklyPullRequests(mondays).map((seed) => {
      const isSlow = seed.openedAt >= new Date(LAST_WEEK) && seed.person % 2 === 1;
      return isSlow ? { ...seed, mergedAfterHours: 100 + seed.person } : seed;
    });
    await seedPullRequests(api.db, acme, seeds);
    await seedRollups(api.db, acme, SPAN);
    token = await api.token('member', acme.id);
  });
  afterAll(() => api.close());

  const read = async (query: string): Promise<ChangesResponse> => {
    const { status, body } = await api.get(`/api/v1/organizations/acme/changes${query}`, token);
    expect(status).toBe(200);
    return ChangesResponse.parse(body);
  };

  test('tells what moved in the last full week, the largest first, and what it was before', async () => {
    const { week, trailing, items, tested } = await read('');

    // now is Wednesday, 4 March
    expect(week).toEqual({ from: LAST_WEEK, to: '2026-03-02' });
    expect(trailing).toEqual({ from: '2025-12-01', to: LAST_WEEK });
    expect(tested).toBeGreaterThan(items.length);
    const web = items.find(({ key, measure }) => key === 'acme/web' && measure === 'cycle_time');
    // two to twelve hours in twos with the hour of coding: 8 h before; now 102 to 112 h, so 107 h
    expect(web?.before).toBeCloseTo(8 * 3600, 6);
    expect(web?.after).toBeCloseTo(107 * 3600, 6);
    expect(web?.q).toBeLessThan(0.01);
    expect(web?.words).toBe('Cycle time of acme/web went from 0.3 d to 4.5 d (+1,238%).');
    expect(items.map(({ key }) => key)).not.toContain('acme/api');
    const sizes = items.map(({ before, after }) => Math.abs(Math.log(after / before)));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  test('a team of three is not looked at', async () => {
    const { items } = await read('');

    // search has the same two slow people in its three
    expect(items.map(({ key }) => key)).not.toContain('search');
  });

  test('a week earlier nothing had moved', async () => {
    const { week, items, tested } = await read('?to=2026-02-25&from=2025-12-01');

    expect(week.from).toBe('2026-02-16');
    expect(items).toEqual([]);
    expect(tested).toBeGreaterThan(10);
  });

  test.each(['?from=2026-02-02', '?from=2024-01-01', '?from=2026-12-01', '?by=team'])(
    '%s is refused',
    async (query) => {
      const { body } = await api.get(`/api/v1/organizations/acme/changes${query}`, token);

      expect(Problem.parse(body).status).toBe(400);
    },
  );
});
